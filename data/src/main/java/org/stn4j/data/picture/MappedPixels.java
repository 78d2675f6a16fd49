package org.stn4j.data.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Pixels in a file that the operating system keeps in memory as far as there is room. */
final class MappedPixels implements PixelStore {
    private static final long LARGEST_MAP = 1 << 30;

    private final int values;
    private final int perMap;
    private final ByteBuffer[] maps;

    /**
     * Maps a file.
     *
     * @param start where the first picture begins
     * @param values bytes of a picture
     * @param count number of pictures
     */
    MappedPixels(FileChannel file, long start, int values, int count) throws IOException {
        this.values = values;
        this.perMap = (int) Math.max(1, LARGEST_MAP / values);
        this.maps = new ByteBuffer[(count + perMap - 1) / perMap];
        for (int i = 0; i < maps.length; i++) {
            long pictures = Math.min(perMap, count - (long) i * perMap);
            maps[i] = file.map(FileChannel.MapMode.READ_ONLY, start + (long) i * perMap * values, pictures * values);
        }
    }

    @Override
    public void read(int index, byte[] into) {
        maps[index / perMap].get(index % perMap * values, into, 0, values);
    }
}
