package org.wzp.console.rooms;

import java.util.List;
import java.util.Optional;

/**
 * Why somebody doesn't hear somebody else.
 *
 * @param sentence the first broken step, else the first poor one, else the first fair one, else that all is well; with the figures behind it
 * @param steps one for each {@link PathCheck}, in its order
 */
record Diagnosis(String sentence, List<PathStep> steps) {
    Diagnosis {
        steps = List.copyOf(steps);
    }

    /** The step that keeps the one from hearing the other; empty when there is none. */
    Optional<PathStep> broken() {
        return first(PathStep.Finding.BROKEN);
    }

    /** The first step that is poor. */
    Optional<PathStep> poor() {
        return first(PathStep.Finding.POOR);
    }

    /** The first step that is fair. */
    Optional<PathStep> fair() {
        return first(PathStep.Finding.FAIR);
    }

    private Optional<PathStep> first(PathStep.Finding finding) {
        return steps.stream().filter(step -> step.finding() == finding).findFirst();
    }
}
