package org.stn4j.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room may use which, and which packages may use what from outside. */
@AnalyzeClasses(packages = "org.stn4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule roomsUseEarlierRoomsOnly = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.stn4j..")
            .layer("warp")
            .definedBy("org.stn4j.warp..")
            .layer("data")
            .definedBy("org.stn4j.data..")
            .layer("nn")
            .definedBy("org.stn4j.nn..")
            .layer("train")
            .definedBy("org.stn4j.train..")
            .layer("onnx")
            .definedBy("org.stn4j.onnx..")
            .layer("bench")
            .definedBy("org.stn4j.bench..")
            .layer("cli")
            .definedBy("org.stn4j.cli..")
            .whereLayer("data")
            .mayOnlyBeAccessedByLayers("train", "onnx", "bench", "cli")
            .whereLayer("nn")
            .mayOnlyBeAccessedByLayers("train", "onnx", "bench", "cli")
            .whereLayer("train")
            .mayOnlyBeAccessedByLayers("bench", "cli")
            .whereLayer("onnx")
            .mayOnlyBeAccessedByLayers("bench", "cli")
            .whereLayer("bench")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule everyClassIsInARoom = classes()
            .should()
            .resideInAnyPackage(
                    "org.stn4j.warp..",
                    "org.stn4j.data..",
                    "org.stn4j.nn..",
                    "org.stn4j.train..",
                    "org.stn4j.onnx..",
                    "org.stn4j.bench..",
                    "org.stn4j.cli..");

    @ArchTest
    static final ArchRule warpUsesTheJdkAlone = noClasses()
            .that()
            .resideInAPackage("org.stn4j.warp..")
            .should()
            .dependOnClassesThat(
                    not(resideInAnyPackage("org.stn4j.warp..", "java..", "javax.imageio..", "jdk.incubator.vector")));

    @ArchTest
    static final ArchRule oneWarpPackageUsesTheVectorApi = noClasses()
            .that()
            .resideOutsideOfPackage("org.stn4j.warp.simd")
            .should()
            .dependOnClassesThat(resideInAPackage("jdk.incubator.."))
            .because("an incubator module may change or be missing");

    @ArchTest
    static final ArchRule nobodyNamesTheSimdKernels = noClasses()
            .that()
            .resideOutsideOfPackage("org.stn4j.warp.simd")
            .should()
            .dependOnClassesThat(resideInAPackage("org.stn4j.warp.simd"))
            .because("a JVM without the Vector API must not try to load them");

    @ArchTest
    static final ArchRule theThreadsOfWarpsAreItsOwn = noClasses()
            .that()
            .resideOutsideOfPackage("org.stn4j.warp..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.stn4j.warp.threads"));

    @ArchTest
    static final ArchRule libtorchStaysInItsPackages = noClasses()
            .that()
            .resideOutsideOfPackages("org.stn4j.nn.torch..", "org.stn4j.bench..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.bytedeco.."))
            .because("native memory has an owner, and the rest can be used and tested without it");

    @ArchTest
    static final ArchRule theNetworkAsDataKnowsNothingOfLibtorch = noClasses()
            .that()
            .resideInAnyPackage("org.stn4j.nn", "org.stn4j.nn.file")
            .should()
            .dependOnClassesThat(resideInAPackage("org.stn4j.nn.torch.."));

    @ArchTest
    static final ArchRule exportedModelsNeedNoLibtorch = noClasses()
            .that()
            .resideInAPackage("org.stn4j.onnx..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.stn4j.nn.torch..", "org.stn4j.train.."))
            .because("services run without it");

    @ArchTest
    static final ArchRule onnxStaysInItsPackage = noClasses()
            .that()
            .resideOutsideOfPackage("org.stn4j.onnx..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("ai.onnx..", "ai.onnxruntime..", "com.google.protobuf.."));

    @ArchTest
    static final ArchRule dataIsFreeOfForeignLibrariesButForReadingFiles = noClasses()
            .that()
            .resideInAPackage("org.stn4j.data..")
            .and()
            .resideOutsideOfPackages("org.stn4j.data.picture", "org.stn4j.data.street")
            .should()
            .dependOnClassesThat(not(resideInAnyPackage("org.stn4j.data..", "org.stn4j.warp..", "java..", "javax..")));

    @ArchTest
    static final ArchRule roomsAreFreeOfCycles =
            slices().matching("org.stn4j.(*)..").should().beFreeOfCycles();

    /** Other packages within a room may know each other, as a package and its details do. */
    @ArchTest
    static final ArchRule thePackagesOfNetworksAreFreeOfCycles =
            slices().matching("org.stn4j.nn.(**)").should().beFreeOfCycles();
}
