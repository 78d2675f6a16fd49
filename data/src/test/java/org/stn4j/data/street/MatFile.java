package org.stn4j.data.street;

import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_TRUNC;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.hdf5.DSetMemXferPropList;
import org.bytedeco.hdf5.DataSet;
import org.bytedeco.hdf5.DataSpace;
import org.bytedeco.hdf5.DataType;
import org.bytedeco.hdf5.FileAccPropList;
import org.bytedeco.hdf5.FileCreatPropList;
import org.bytedeco.hdf5.H5File;
import org.bytedeco.hdf5.PredType;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Writes a {@code digitStruct.mat} as MATLAB does, with the HDF Group's own library: text before the HDF5 part, and
 * everything that is referred to in a group {@code #refs#}.
 */
final class MatFile {
    private final H5File file;
    private int objects;

    private MatFile(H5File file) {
        this.file = file;
    }

    /** Writes the file; labels are those of the digits, 10 for the digit 0. */
    @SuppressWarnings("try") // The scope is used by being open.
    static void write(Path path, List<HouseNumber> numbers) {
        try (PointerScope scope = new PointerScope()) {
            FileCreatPropList layout = new FileCreatPropList();
            layout.setUserblock(512);
            H5File file = new H5File(path.toString(), H5F_ACC_TRUNC, layout, FileAccPropList.DEFAULT());
            new MatFile(file).write(numbers);
            file._close();
        }
    }

    private void write(List<HouseNumber> numbers) {
        file.createGroup("/#refs#");
        file.createGroup("/digitStruct");
        long[] names = new long[numbers.size()];
        long[] boxes = new long[numbers.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = reference(text(numbers.get(i).file()));
            boxes[i] = reference(box(numbers.get(i).digits()));
        }
        references("/digitStruct/name", names);
        references("/digitStruct/bbox", boxes);
    }

    private String next() {
        return "/#refs#/o" + objects++;
    }

    private String text(String text) {
        String name = next();
        short[] codes = new short[text.length()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (short) text.charAt(i);
        }
        put(name, codes.length, PredType.NATIVE_UINT16(), new ShortPointer(codes));
        return name;
    }

    private String box(List<HouseNumber.Digit> digits) {
        String name = next();
        file.createGroup(name);
        field(
                name + "/label",
                digits.stream()
                        .mapToDouble(digit -> digit.digit() == 0 ? 10 : digit.digit())
                        .toArray());
        field(
                name + "/left",
                digits.stream().mapToDouble(HouseNumber.Digit::left).toArray());
        field(name + "/top", digits.stream().mapToDouble(HouseNumber.Digit::top).toArray());
        field(
                name + "/width",
                digits.stream().mapToDouble(HouseNumber.Digit::width).toArray());
        field(
                name + "/height",
                digits.stream().mapToDouble(HouseNumber.Digit::height).toArray());
        return name;
    }

    private void field(String name, double[] values) {
        if (values.length == 1) {
            number(name, values[0]);
            return;
        }
        long[] references = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            String object = next();
            number(object, values[i]);
            references[i] = reference(object);
        }
        references(name, references);
    }

    private void number(String name, double value) {
        put(name, 1, PredType.NATIVE_DOUBLE(), new DoublePointer(value));
    }

    private void references(String name, long[] references) {
        put(name, references.length, PredType.STD_REF_OBJ(), new LongPointer(references));
    }

    private long reference(String name) {
        LongPointer reference = new LongPointer(1);
        file.reference(reference, name);
        return reference.get(0);
    }

    private void put(String name, int rows, PredType type, Pointer values) {
        DataSet set = file.createDataSet(name, new DataType(type), new DataSpace(2, rows, 1));
        set.write(values, new DataType(type), DataSpace.ALL(), DataSpace.ALL(), DSetMemXferPropList.DEFAULT());
    }
}
