package org.stn4j.nn.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our files read by the reference implementation, and the other way round, where a Python with the package
 * {@code safetensors} is at hand; {@code -Dstn4j.python=…} names another than {@code python3}.
 */
class SafetensorsReferenceTest {
    private static final String PYTHON = System.getProperty("stn4j.python", "python3");
    private static final boolean HAS_REFERENCE = python("import safetensors").status() == 0;

    @TempDir
    private Path folder;

    /** Before each test, so that each is counted as skipped. */
    @BeforeEach
    void needsTheReference() {
        assumeTrue(HAS_REFERENCE, PYTHON + " has no package safetensors");
    }

    private record Outcome(int status, String output) {}

    private static Outcome python(String program, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(PYTHON, "-c", program));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            return new Outcome(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(-1, e.toString());
        }
    }

    private static Map<String, RawTensor> tensors() {
        return Map.of(
                "z/weight", RawTensor.of(List.of(2, 3), new float[] {1, -2, 3.5f, 0, Float.NaN, 1e-40f}),
                "a/bias", RawTensor.of(List.of(), new float[] {7}),
                "none", RawTensor.of(List.of(3, 0), new float[0]),
                "é \" \\ \n", new RawTensor(DType.U8, List.of(3L), ByteBuffer.wrap(new byte[] {1, -1, 127})),
                "double", new RawTensor(DType.F64, List.of(1L), ByteBuffer.allocate(8)));
    }

    @Test
    void itReadsOurFilesAndWritesTheSameBytes() throws IOException {
        Path ours = folder.resolve("ours");
        Safetensors.write(ours, Map.of("key", "a \"text\"\n日本"), tensors());
        Path theirs = folder.resolve("theirs");
        Outcome outcome = python("""
                import ctypes, json, sys, safetensors
                data = open(sys.argv[1], 'rb').read()
                size = int.from_bytes(data[:8], 'little')
                metadata = json.loads(data[8:8 + size])['__metadata__']
                names = {'F32': 'float32', 'F64': 'float64', 'U8': 'uint8'}
                alive = []
                def tensor(t):
                    dtype, raw = names[t['dtype']], bytes(t['data'])
                    if not hasattr(safetensors, 'TensorSpec'):  # before version 0.8
                        return {'dtype': dtype, 'shape': t['shape'], 'data': raw}
                    alive.append(ctypes.create_string_buffer(raw, len(raw) + 1))
                    return safetensors.TensorSpec(dtype=dtype, shape=t['shape'],
                                                  data_ptr=ctypes.addressof(alive[-1]), data_len=len(raw))
                tensors = {name: tensor(t) for name, t in safetensors.deserialize(data)}
                open(sys.argv[2], 'wb').write(safetensors.serialize(tensors, metadata))
                """, ours, theirs);
        assertThat(outcome).isEqualTo(new Outcome(0, ""));
        assertThat(Files.readAllBytes(theirs)).isEqualTo(Files.readAllBytes(ours));
    }

    @Test
    void itAcceptsTheDamagedFilesThatWeAccept() throws IOException {
        Path original = folder.resolve("original");
        Safetensors.write(original, Map.of("k", "v"), tensors());
        byte[] bytes = Files.readAllBytes(original);
        int header =
                8 + (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        StringBuilder ours = new StringBuilder();
        int files = 1_500;
        for (int i = 0; i < files; i++) {
            byte[] damaged = bytes.clone();
            int at = random.nextInt(header);
            damaged[at] = random.nextBoolean()
                    ? (byte) random.nextInt(' ', 127)
                    : (byte) (damaged[at] ^ (1 << random.nextInt(8)));
            ours.append(accepted(Files.write(folder.resolve(i + ".safetensors"), damaged)) ? '1' : '0');
        }
        Outcome outcome = python("""
                import sys, safetensors
                for i in range(int(sys.argv[2])):
                    try:
                        safetensors.deserialize(open(f'{sys.argv[1]}/{i}.safetensors', 'rb').read())
                        print(1, end='')
                    except safetensors.SafetensorError:
                        print(0, end='')
                """, folder, files);
        assertThat(outcome.output()).as("seed %d", seed).isEqualTo(ours.toString());
    }

    private static boolean accepted(Path file) {
        try {
            Safetensors.open(file).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
