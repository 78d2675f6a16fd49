package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ContactSheetTest {

    @Test
    void laysPicturesOutRowByRow() {
        ContactSheet sheet = new ContactSheet(new ImageShape(1, 1, 2), 2, 3);
        sheet.add(new float[] {0, 1}, 0);
        sheet.add(new float[] {9, 0.5f, 0}, 1);
        sheet.add(new float[] {1, 1}, 0);
        BufferedImage image = sheet.draw();
        assertThat(image.getWidth()).isEqualTo(2 + 2 * (6 + 2));
        assertThat(image.getHeight()).isEqualTo(2 + 2 * (3 + 2));
        assertThat(image.getRGB(2, 2)).isEqualTo(0xff000000);
        assertThat(image.getRGB(7, 4)).isEqualTo(0xffffffff);
        assertThat(image.getRGB(10, 2)).isEqualTo(0xff808080);
        assertThat(image.getRGB(2, 7)).isEqualTo(0xffffffff);
    }

    @Test
    void threeChannelsAreColours() {
        ContactSheet sheet = new ContactSheet(new ImageShape(3, 1, 1), 1, 1);
        sheet.add(new float[] {1, 0, 0.2f}, 0);
        assertThat(sheet.draw().getRGB(2, 2)).isEqualTo(0xffff0033);
    }

    @Test
    void showsADataSetDistorted() {
        Dataset data = new Pictures(7, 28, 28);
        BufferedImage image = ContactSheet.of(data, Distortions.named("RTS"), 1, 3, 3, 1);
        assertThat(image.getWidth()).isEqualTo(2 + 3 * 44);
        assertThat(image.getHeight()).isEqualTo(2 + 3 * 44);
    }

    @Test
    void refusesImpossibleSheets() {
        ImageShape shape = new ImageShape(1, 100, 100);
        assertThatThrownBy(() -> new ContactSheet(shape, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContactSheet(shape, 100_000, 100).draw()).hasMessageContaining("too large");
    }
}
