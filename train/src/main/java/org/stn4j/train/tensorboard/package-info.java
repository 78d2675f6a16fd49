/** Event files, which TensorBoard draws: the format of their records, and the few messages that are needed. */
package org.stn4j.train.tensorboard;
