package org.stn4j.data.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Pixels that are decoded anew at each reading. */
record StreamedPixels(List<Listing.Entry> entries, PictureInput input) implements PixelStore {
    @Override
    public void read(int index, byte[] into) {
        try {
            Decoding.quantise(input.of(PictureFile.read(entries.get(index).file())), into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
