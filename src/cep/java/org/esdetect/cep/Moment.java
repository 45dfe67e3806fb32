package org.esdetect.cep;

/** An event as every engine can read it: one that has getters. */
@SuppressWarnings("UnusedMethod") // read by reflection
public final class Moment {
    static final int FIRST = 0;
    static final int SECOND = 1;
    static final int NEITHER = 2;

    private final int id;
    private final int kind;
    private final String key;
    private final long time;

    Moment(int id, int kind, String key, long time) {
        this.id = id;
        this.kind = kind;
        this.key = key;
        this.time = time;
    }

    public int getId() {
        return id;
    }

    public int getKind() {
        return kind;
    }

    public String getKey() {
        return key;
    }

    public long getTime() {
        return time;
    }
}
