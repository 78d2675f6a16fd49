package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stn4j.nn.torch.Torch;
import picocli.CommandLine;

/** Every mistake ends in one line that says what to do, and in the right exit code. */
class WrongCallsTest {
    @TempDir
    static Path folder;

    private static Path model;

    @BeforeAll
    static void write() throws IOException {
        model = SmallModels.write(folder.resolve("model.safetensors"), SmallModels.digits());
        Files.writeString(folder.resolve("text.png"), "this is no picture\n");
        byte[] whole = Files.readAllBytes(model);
        Files.write(folder.resolve("half.safetensors"), java.util.Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(
                folder.resolve("misspelt.yaml"), "name: x\ninput: 1x28x28\nlayers:\n- convolutoin: 3\n- dense: 10\n");
        Files.writeString(
                folder.resolve("impossible.yaml"),
                "name: x\ninput: 1x28x28\nlayers:\n- convolution: {filters: 4, kernel: 40}\n- dense: 10\n");
        Files.writeString(folder.resolve("eleven.yaml"), "name: x\ninput: 1x28x28\nlayers:\n- dense: 11\n");
        Files.createDirectories(folder.resolve("idx"));
        SmallDigits.write(folder.resolve("idx"));
        Path images = folder.resolve("idx").resolve("test-images-idx3-ubyte");
        Files.write(images, java.util.Arrays.copyOf(Files.readAllBytes(images), 1000));
    }

    @ParameterizedTest(name = "stn4j {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ""                                     | 2 | stn4j: no command given; see stn4j --help
                    trian                                  | 2 | there is no command 'trian'; did you mean train?
                    train --epoch 3                        | 2 | there is no option '--epoch'; did you mean --epochs?
                    train --epohcs 3                       | 2 | there is no option '--epohcs'; did you mean --epochs?
                    train -batch-size 3                    | 2 | there is no option '-batch-size'; did you mean --batch-size?
                    train --zzz                            | 2 | there is no option '--zzz'; see stn4j train --help
                    data lsit                              | 2 | there is no command 'lsit'; did you mean list?
                    frobnicate                             | 2 | there is no command 'frobnicate'; see stn4j --help
                    train now                              | 2 | 'now' is one argument too many
                    train --epochs many                    | 2 | 'many' is not an int
                    train --epochs 0                       | 2 | the number of epochs is 1 or more, not 0
                    train --minutes -1                     | 2 | a time limit is above 0 minutes, not -1.0
                    train --lr 0                           | 2 | a learning rate is above 0, not 0.0
                    train --batch-size 0                   | 2 | a batch has 1 image or more, not 0
                    train --checkpoint-steps 0             | 2 | the steps between two checkpoints are 1 or more, not 0
                    train --patience 0                     | 2 | patient for 1 epoch or more, not 0
                    train --balance 2                      | 2 | from 0 to 1, not 2.0
                    train --warm-up 2                      | 2 | from 0 to below 1, not 2.0
                    train --optimizer adam                 | 2 | there is no optimizer 'adam'; choose one of adamw, sgd
                    train --schedule linear                | 2 | there is no schedule 'linear'
                    train --data foo:bar                   | 2 | unknown data 'foo:bar'; write digits, digits:N, birds
                    train --distort RST                    | 2 | unknown distortion 'RST'; known are none, R, RTS
                    train --transform afine                | 2 | there is no transform 'afine'; known are translation
                    train --model stcnn                    | 2 | there is no model 'stcnn'; did you mean 'st-cnn'? choose auto, fcn, cnn
                    train --model %/eleven.yaml --transform affine | 2 | --transform is for
                    train --model cnn --transform affine   | 2 | --transform is for st-fcn, st-cnn, st-deep, st-deep-parallel, st-deep-sequence, not for cnn
                    train --model st-volume-cnn --transform tps | 2 | , not for st-volume-cnn
                    train --model st-cnn --glimpse-size 32 | 2 | --glimpse-size is for st-deep, st-deep-parallel, st-deep-sequence
                    train --model %/eleven.yaml --glimpse-size 32 | 2 | --glimpse-size is for st-deep
                    train --model %/eleven.yaml --distort none     | 2 | network x has 11 outputs
                    train --model %/eleven.yaml            | 2 | takes images of 1x28x28
                    train --parameters 3                   | 2 | ask for that many, not 3
                    train --device tpu                     | 2 | there is no device 'tpu'; known are cpu, cuda
                    train --data mnist:%/nothing           | 1 | nothing: no such folder
                    train --data idx:%/idx                 | 1 | test-images-idx3-ubyte: is truncated
                    train --model %/misspelt.yaml          | 1 | there is no layer 'convolutoin'; did you mean 'convolution'?
                    train --model %/impossible.yaml        | 1 | layer 0.convolution: a 40x40 kernel does not fit its input
                    train --precision half                 | 2 | there is no precision 'half'; choose one of float32, bfloat16
                    train --model %/absent.yaml            | 1 | absent.yaml: no such file or folder
                    train --out %/idx --data digits:10     | 1 | holds files that are not of a run
                    train --out %/text.png --data digits:10 | 1 | is a file, not a folder
                    train --resume %/absent                | 1 | absent: there is no such folder
                    train --resume %/idx                   | 1 | holds no checkpoint
                    train --resume %/idx --epochs 3        | 2 | takes no other options
                    evaluate                               | 2 | Missing required parameter: 'MODEL'
                    evaluate %/absent                      | 1 | absent: no such file or folder
                    evaluate %/half.safetensors            | 1 | the file is damaged or was cut off
                    evaluate %/text.png                    | 1 | text.png:
                    evaluate %/idx                         | 1 | there is no model.safetensors in this folder
                    evaluate %/model.safetensors           | 2 | give it with --data
                    evaluate %/model.safetensors --data digits | 2 | give it with --distort
                    evaluate %/model.safetensors --data digits --distort RTS | 2 | takes images of 1x28x28
                    evaluate %/model.safetensors --part all | 2 | there is no part 'all'
                    evaluate %/model.safetensors --data digits --distort R --threads -1 | 2 | not -1
                    evaluate %/model.safetensors --mistakes 501 | 2 | --mistakes is from 0 to 500, not 501
                    evaluate %/model.safetensors --data digits:10 --distort none --out %/text.png | 1 | is a file, not a folder
                    predict %/model.safetensors            | 2 | Missing required parameter: 'IMAGE'
                    predict %/model.safetensors %/text.png | 1 | text.png: this is no picture
                    predict %/model.safetensors %/absent.png | 1 | absent.png: no such file
                    predict %/model.safetensors @pom.xml   | 1 | @pom.xml: no such file
                    predict %/model.safetensors %/idx      | 1 | there are no pictures in this folder
                    predict %/half.safetensors %/text.png  | 1 | the file is damaged or was cut off
                    rectify %/model.safetensors %/text.png | 2 | Missing required option: '--out=DIR'
                    rectify %/model.safetensors %/text.png --out % | 2 | would overwrite
                    gallery %/model.safetensors --out %/g.png --data digits --distort R --rows 0 | 2 | 1 to 10000 images
                    data                                   | 2 | say what to do: list, fetch or preview
                    data list mnist:%/nothing              | 1 | nothing: no such folder
                    data preview --rows 0 --out %/p.png    | 2 | at least one row, not 0
                    data preview --out %/absent/p.png      | 1 | absent/p.png: no such file or folder
                    data fetch cifar                       | 2 | there is no 'cifar' to fetch; known is mnist
                    data fetch --from ftp://x --out %/m    | 2 | not 'ftp://x'
                    bench                                  | 2 | say what to measure
                    bench kernels --only nonsense          | 2 | there is no row with 'nonsense'
                    bench kernels --rounds 0               | 2 | --rounds 1 or more
                    bench kernels --seconds 0              | 2 | --seconds above 0
                    bench kernels --json --markdown        | 2 | not as both
                    bench kernels --interpolation cubic    | 2 | NEAREST, BILINEAR, BICUBIC
                    bench kernels --padding mirror         | 2 | ZEROS, BORDER, REFLECTION
                    bench training --batch-size 0          | 2 | --batch-size is 1 or more, not 0
                    bench training --threads -1            | 2 | --threads is 0 or more
                    bench scaling --largest 7              | 2 | --largest is 28 or more, not 7
                    bench scaling --rounds two             | 2 | 'two' is not an int
                    info %/half.safetensors                | 1 | the file is damaged or was cut off
                    """)
    void endsInOneLine(String call, int code, String message) {
        CommandRun run = run(call);
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        assertThat(run.err()).startsWith("stn4j").contains(message);
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void cudaWhereThereIsNone() {
        org.junit.jupiter.api.Assumptions.assumeFalse(Torch.hasCuda(), "this machine has a CUDA device");
        CommandRun run = run("train --device cuda --out %/cuda");
        assertThat(run.err()).contains("there is no CUDA device").hasLineCount(1);
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(folder.resolve("cuda")).doesNotExist();
    }

    @Test
    void stackTraceOnDemand() {
        assertThat(run("evaluate %/absent --debug").err()).contains("\tat org.stn4j.");
        assertThat(run("--debug evaluate %/absent").err()).contains("\tat org.stn4j.");
    }

    @Test
    void oneBadPictureDoesNotHideTheOthers() throws IOException {
        Path good = folder.resolve("good.png");
        PngFile.write(good, new java.awt.image.BufferedImage(28, 28, java.awt.image.BufferedImage.TYPE_BYTE_GRAY));
        CommandRun run = CommandRun.of("predict", model, folder.resolve("text.png"), good);
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).startsWith(good.toString()).hasLineCount(1);
        assertThat(run.err()).contains("text.png").hasLineCount(1);
    }

    @Test
    void helpOfEveryCommand() {
        assertHelp(CommandRun.program(), "");
        assertThat(run("--version").out()).startsWith("stn4j ");
    }

    private static void assertHelp(CommandLine command, String words) {
        CommandRun run = run((words + " --help").strip());
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("Usage: stn4j" + words).contains("--help");
        command.getSubcommands().forEach((name, sub) -> assertHelp(sub, words + " " + name));
    }

    private static CommandRun run(String call) {
        return CommandRun.of(Stream.of(call.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.replace("%", folder.toString()))
                .toArray());
    }
}
