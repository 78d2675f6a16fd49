package org.stn4j.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Objects;
import org.stn4j.nn.Model;
import org.stn4j.nn.ModelMetadata;
import org.stn4j.nn.file.AtomicFile;

/**
 * Models as ONNX files: one file that other programs run, with preprocessing, network and labels.
 *
 * <p><b>Input</b> {@code pixels}: {@code [N, C, H, W]} float32 from 0 for black to 255, N as large as one likes.
 *
 * <p><b>Outputs</b>, of which a program asks for those it wants: {@code scores}, {@code [N, classes]}, the probabilities;
 * {@code logits}, what they are the softmax of; for each spatial transformer {@code theta}, {@code [N, P]}, its
 * parameters, and {@code rectified}, {@code [N, C, H', W']}, what it makes of what it looks at: pixels from 0 to 255
 * where it looks at a picture, and feature maps as they are elsewhere. A second transformer's are {@code theta_2} and
 * {@code rectified_2}. A network whose output is no vector has {@code output}, {@code [N, C, H, W]}, instead of scores.
 *
 * <p><b>Metadata</b> are those of {@link ModelMetadata}, the labels as a JSON list under {@code stn4j.labels} among them.
 *
 * <p>The same model always gives the same bytes.
 */
public final class OnnxExport {
    private static final String PRODUCER = "stn4j";

    private OnnxExport() {}

    /**
     * Writes a model, in the place of a file that may be there, whole or not at all.
     *
     * @throws IllegalArgumentException if ONNX cannot express the network; one line
     * @throws IOException if it cannot be written; one line that names the file
     */
    public static void write(Path file, Model model, Opset opset) throws IOException {
        ModelProto proto = proto(model, opset);
        AtomicFile.write(file, channel -> {
            CodedOutputStream stream = CodedOutputStream.newInstance(Channels.newOutputStream(channel));
            proto.writeTo(stream);
            stream.flush();
        });
    }

    private static ModelProto proto(Model model, Opset opset) {
        ModelProto.Builder proto = ModelProto.newBuilder()
                .setIrVersion(opset.fileFormat())
                .setProducerName(PRODUCER)
                .setProducerVersion(
                        Objects.requireNonNullElse(OnnxExport.class.getPackage().getImplementationVersion(), ""))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset.version()))
                .setGraph(NetworkGraph.of(model, opset));
        ModelMetadata.format(model.card())
                .forEach((key, value) -> proto.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return proto.build();
    }
}
