package org.stn4j.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An ONNX graph under construction: its operators, in the order in which they run, and their constants. */
final class GraphBuilder {
    /** The name of the axis of images, which may be as many as one likes. */
    private static final String BATCH = "N";

    /** What protocol buffers can hold in one file, less than 2 GiB, and some room for everything but numbers. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - (1L << 24);

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<String, TensorProto> constants = new HashMap<>();
    private long bytes;
    private String suffix = "";

    /**
     * Says which round it is of those that have the same operators with the same constants, from 1: the names of operators
     * added from now on end in it.
     */
    void round(int number) {
        suffix = number == 1 ? "" : "#" + number;
    }

    /** A constant of floats; returns its name. */
    String floats(String name, List<Integer> shape, float[] values) {
        if (!constants.containsKey(name)) {
            count((long) Float.BYTES * values.length);
        }
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, shape, raw);
    }

    /** A constant vector of whole numbers; returns its name. */
    String longs(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(name, TensorProto.DataType.INT64, List.of(values.length), raw);
    }

    private String constant(String name, TensorProto.DataType type, List<Integer> shape, ByteBuffer raw) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        shape.forEach(tensor::addDims);
        TensorProto made = tensor.setRawData(ByteString.copyFrom(raw)).build();
        TensorProto known = constants.putIfAbsent(name, made);
        if (known == null) {
            graph.addInitializer(made);
        } else if (!known.equals(made)) {
            throw new IllegalStateException("two constants are called " + name);
        }
        return name;
    }

    private void count(long more) {
        bytes += more;
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("the network has more than the 2 GiB of numbers that an ONNX file can"
                    + " hold; make it, or what its transformers hand on, smaller");
        }
    }

    /** Begins an operator; its output has the same name, and both the round's number. */
    Node node(String operator, String name, String... inputs) {
        return new Node(operator, name, inputs);
    }

    /** A value in another shape, in which 0 leaves an axis as it is; returns its name. */
    String reshape(String name, String value, long... shape) {
        return node("Reshape", name, value, longs(name + "/shape", shape)).add();
    }

    /** Some channels of {@code [N, C, …]}; returns their name. */
    String slice(String name, String value, long from, long to) {
        return node(
                        "Slice",
                        name,
                        value,
                        longs(name + "/from", from),
                        longs(name + "/to", to),
                        longs(name + "/axis", 1))
                .add();
    }

    /** The operator's settings, added one after another. */
    final class Node {
        private final NodeProto.Builder node = NodeProto.newBuilder();

        private Node(String operator, String name, String... inputs) {
            node.setOpType(operator).setName(name + suffix).addAllInput(List.of(inputs));
        }

        Node set(String attribute, long value) {
            node.addAttribute(AttributeProto.newBuilder()
                    .setName(attribute)
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(value));
            return this;
        }

        Node set(String attribute, float value) {
            node.addAttribute(AttributeProto.newBuilder()
                    .setName(attribute)
                    .setType(AttributeProto.AttributeType.FLOAT)
                    .setF(value));
            return this;
        }

        Node set(String attribute, String value) {
            node.addAttribute(AttributeProto.newBuilder()
                    .setName(attribute)
                    .setType(AttributeProto.AttributeType.STRING)
                    .setS(ByteString.copyFromUtf8(value)));
            return this;
        }

        Node setAll(String attribute, long... values) {
            AttributeProto.Builder list =
                    AttributeProto.newBuilder().setName(attribute).setType(AttributeProto.AttributeType.INTS);
            for (long value : values) {
                list.addInts(value);
            }
            node.addAttribute(list);
            return this;
        }

        /** Puts the operator into the graph; returns the name of its output. */
        String add() {
            return addAs(node.getName());
        }

        /** Puts the operator into the graph with an output of this name, which is returned. */
        String addAs(String output) {
            graph.addNode(node.addOutput(output));
            return output;
        }
    }

    /** Declares what the graph is given: {@code [N, …]} floats. */
    void input(String name, String description, List<Integer> shape) {
        graph.addInput(floats(name, description, shape));
    }

    /** Declares a value as one that the graph hands out: {@code [N, …]} floats. */
    void output(String name, String description, List<Integer> shape) {
        graph.addOutput(floats(name, description, shape));
    }

    private static ValueInfoProto floats(String name, String description, List<Integer> shape) {
        TensorShapeProto.Builder axes = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
        shape.forEach(
                size -> axes.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size)));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setDocString(description)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(axes)))
                .build();
    }

    GraphProto build(String name) {
        return graph.setName(name).build();
    }
}
