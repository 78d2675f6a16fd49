package org.stn4j.bench;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.Model;
import org.stn4j.nn.Shape;
import org.stn4j.nn.torch.Torch;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.train.rectify.RectifyJob;
import org.stn4j.warp.ImageSize;

/**
 * The same as a plain loop, as one writes it: read with ImageIO, scale with Java2D for the network, warp with libtorch's
 * grid and sampler on all processors, write with ImageIO. The network is run by the same class on both sides.
 */
final class PlainRectifying implements Contender {
    private final List<RectifyJob.Task> tasks;
    private final ImageSize output;
    private final Shape input;
    private final Predictor predictor;

    PlainRectifying(Model model, List<RectifyJob.Task> tasks, ImageSize output, int threads) {
        Torch.setThreads(threads);
        this.tasks = tasks;
        this.output = output;
        this.input = model.network().input();
        this.predictor = new Predictor(model, "cpu");
    }

    @Override
    public void run() {
        try {
            for (RectifyJob.Task task : tasks) {
                BufferedImage picture = ImageIO.read(task.source().toFile());
                float[] theta =
                        predictor.answer(small(picture), 1).looks().get(0).theta();
                ImageIO.write(warped(picture, theta), "png", task.target().toFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private float[] small(BufferedImage picture) {
        BufferedImage grey = new BufferedImage(input.width(), input.height(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = grey.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, input.width(), input.height(), null);
        graphics.dispose();
        float[] values = grey.getRaster().getSamples(0, 0, input.width(), input.height(), 0, new float[input.values()]);
        for (int i = 0; i < values.length; i++) {
            values[i] /= 255;
        }
        return values;
    }

    private BufferedImage warped(BufferedImage picture, float[] theta) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        float[] values = new float[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            values[i] = (pixels[i] >> 16 & 0xff) / 255f;
            values[pixels.length + i] = (pixels[i] >> 8 & 0xff) / 255f;
            values[2 * pixels.length + i] = (pixels[i] & 0xff) / 255f;
        }
        float[] sampled = new float[3 * output.pixels()];
        try (PointerScope scope = new PointerScope()) {
            Tensor image = torch.from_blob(new FloatPointer(values), new long[] {1, 3, height, width});
            Tensor matrix = torch.from_blob(new FloatPointer(theta), new long[] {1, 2, 3});
            long[] size = {1, 3, output.height(), output.width()};
            Tensor grid = torch.affine_grid_generator(matrix, size, false);
            new FloatPointer(torch.grid_sampler(image, grid, 0, 0, false).data_ptr()).get(sampled);
        }
        int[] made = new int[output.pixels()];
        for (int i = 0; i < made.length; i++) {
            made[i] = level(sampled[i]) << 16
                    | level(sampled[made.length + i]) << 8
                    | level(sampled[2 * made.length + i]);
        }
        BufferedImage result = new BufferedImage(output.width(), output.height(), BufferedImage.TYPE_INT_RGB);
        result.setRGB(0, 0, output.width(), output.height(), made, 0, output.width());
        return result;
    }

    private static int level(float value) {
        return Math.round(255 * Math.max(0, Math.min(1, value)));
    }

    @Override
    public void close() {
        predictor.close();
    }
}
