package org.stn4j.data.digits;

import java.util.Arrays;

/** Turns ink into grey pixels: soft-edged lines of changing width; overlapping ink is no darker. */
final class Raster {
    /** Side of the picture in pixels. */
    static final int SIDE = 28;

    private final float[] paper = new float[SIDE * SIDE];

    /**
     * Draws, and moves the result by whole pixels so that its centre of mass is the picture's centre, as MNIST's are.
     *
     * @param softness pixels over which an edge fades
     */
    void draw(Ink ink, float softness, float[] into, int offset) {
        Arrays.fill(paper, 0);
        for (int i = 1; i < ink.size(); i++) {
            if (ink.joined(i)) {
                line(ink, i, softness);
            }
        }
        double mass = 0;
        double momentX = 0;
        double momentY = 0;
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                float value = paper[row * SIDE + column];
                mass += value;
                momentX += value * column;
                momentY += value * row;
            }
        }
        int moveX = mass == 0 ? 0 : (int) Math.round((SIDE - 1) / 2.0 - momentX / mass);
        int moveY = mass == 0 ? 0 : (int) Math.round((SIDE - 1) / 2.0 - momentY / mass);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int fromRow = row - moveY;
                int fromColumn = column - moveX;
                boolean inside = fromRow >= 0 && fromRow < SIDE && fromColumn >= 0 && fromColumn < SIDE;
                into[offset + row * SIDE + column] = inside ? paper[fromRow * SIDE + fromColumn] : 0;
            }
        }
    }

    private void line(Ink ink, int i, float softness) {
        float x0 = ink.x(i - 1);
        float y0 = ink.y(i - 1);
        float dx = ink.x(i) - x0;
        float dy = ink.y(i) - y0;
        float r0 = ink.radius(i - 1);
        float dr = ink.radius(i) - r0;
        float reach = Math.max(r0, r0 + dr) + softness / 2;
        int left = Math.max(0, (int) Math.ceil(Math.min(x0, x0 + dx) - reach));
        int right = Math.min(SIDE - 1, (int) Math.floor(Math.max(x0, x0 + dx) + reach));
        int top = Math.max(0, (int) Math.ceil(Math.min(y0, y0 + dy) - reach));
        int bottom = Math.min(SIDE - 1, (int) Math.floor(Math.max(y0, y0 + dy) + reach));
        float square = dx * dx + dy * dy;
        float inverse = square > 0 ? 1 / square : 0;
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                float px = column - x0;
                float py = row - y0;
                float t = Math.max(0, Math.min(1, (px * dx + py * dy) * inverse));
                float ex = px - t * dx;
                float ey = py - t * dy;
                float distance = (float) Math.sqrt(ex * ex + ey * ey);
                float uncovered = Math.max(0, 0.5f - (r0 + t * dr - distance) / softness);
                // Saturates towards the middle of the line, as MNIST's grey levels do.
                float value = uncovered >= 1 ? 0 : 1 - uncovered * (float) Math.sqrt(uncovered);
                int at = row * SIDE + column;
                if (value > paper[at]) {
                    paper[at] = value;
                }
            }
        }
    }
}
