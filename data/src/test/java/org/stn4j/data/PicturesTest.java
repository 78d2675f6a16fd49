package org.stn4j.data;

class PicturesTest extends DatasetContract {
    @Override
    Dataset dataset() {
        return new Pictures(103, 9, 8);
    }
}
