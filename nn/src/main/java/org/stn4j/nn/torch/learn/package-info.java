/** Learning on libtorch: one training step, the optimizers, averaged weights and the state that resumes a run. */
package org.stn4j.nn.torch.learn;
