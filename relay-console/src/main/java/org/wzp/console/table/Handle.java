package org.wzp.console.table;

/**
 * One row of a live table: stays the same object for as long as its key is in the list, so selection, sort and scroll
 * position survive; only its value is swapped. JavaFX thread only.
 */
public final class Handle<K, T> {
    private final K key;
    private T value;

    Handle(K key, T value) {
        this.key = key;
        this.value = value;
    }

    public K key() {
        return key;
    }

    public T value() {
        return value;
    }

    void value(T next) {
        value = next;
    }
}
