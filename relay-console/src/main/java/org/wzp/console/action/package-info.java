/**
 * What the operator can do: each action declared once, with its text, icon, keys and how it asks before it acts; and the
 * forms that questions are made of.
 */
@NullMarked
package org.wzp.console.action;

import org.jspecify.annotations.NullMarked;
