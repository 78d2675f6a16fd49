package org.stn4j.data.picture;

/**
 * A file that is left out.
 *
 * @param name the file, or what stands for it
 * @param reason why, without the name
 */
public record Problem(String name, String reason) {
    @Override
    public String toString() {
        return name + ": " + reason;
    }
}
