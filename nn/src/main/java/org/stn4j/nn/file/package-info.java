/** Files of tensors: the safetensors format, and files that appear whole or not at all. */
package org.stn4j.nn.file;
