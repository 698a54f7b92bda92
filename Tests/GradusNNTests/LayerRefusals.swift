import GradusNN

/// Inputs, weights and settings that a layer cannot take.
let layerRefusals: [Refusal] = [
  Refusal("this module does not say what it computes: override callAsFunction(_:)") {
    _ = Module()(.zeros(1))
  },
  Refusal("Dropout: a probability lies between 0 and 1, not at 1.5") { _ = Dropout(1.5) },
  Refusal("linear: weights are [outputs, inputs], but the shape is [3]") {
    _ = linear(.zeros(2, 3), .zeros(3))
  },
  Refusal(
    """
    shapes [4, 2] and [5, 3] do not match in linear: the layer takes 3 numbers in each row, but the \
    last axis has 2
    """
  ) { _ = Linear(3, 5)(.zeros(4, 2)) },
  Refusal(
    """
    shapes [5, 3] and [4] do not match in linear: the bias needs one number for each output, shape [5]
    """
  ) { _ = linear(.zeros(2, 3), .zeros(5, 3), .zeros(4)) },

  Refusal(
    """
    shapes [4, 4, 3] and [2, 3, 3, 3] do not match in conv2d: images are [batch, height, width, \
    channels] and weights [out, kernel, kernel, channels]
    """
  ) { _ = Conv2d(3, 2, kernelSize: 3)(.zeros(4, 4, 3)) },
  Refusal(
    "conv2d: a kernel of 5 × 5 is larger than the image, [1, 4, 4, 3] with a padding of 0"
  ) { _ = Conv2d(3, 2, kernelSize: 5)(.zeros(1, 4, 4, 3)) },
  Refusal(
    """
    shapes [1, 4, 4, 3] and [2, 3, 3, 2] do not match in convTranspose2d: images are [batch, height, \
    width, channels] and weights [channels, kernel, kernel, out]
    """
  ) { _ = convTranspose2d(.zeros(1, 4, 4, 3), .zeros(2, 3, 3, 2)) },
  Refusal("convTranspose2d: a stride is at least 1 and a padding at least 0, but they are 0 and 0")
  {
    _ = convTranspose2d(.zeros(1, 4, 4, 2), .zeros(2, 3, 3, 2), stride: 0)
  },
  Refusal(
    """
    convTranspose2d: an output padding of 2 is not one of 0..<2, the lengths that a stride of 2 \
    makes one
    """
  ) { _ = ConvTranspose2d(2, 2, kernelSize: 3, stride: 2, outputPadding: 2)(.zeros(1, 4, 4, 2)) },
  Refusal(
    """
    convTranspose2d: a padding of 2 leaves nothing of the image that comes of shape [1, 1, 1, 2] and \
    a kernel of 3 × 3
    """
  ) { _ = ConvTranspose2d(2, 2, kernelSize: 3, padding: 2)(.zeros(1, 1, 1, 2)) },
  Refusal(
    """
    shapes [5, 3] and [1, 5] do not match in linear: the bias needs one number for each output, shape [5]
    """
  ) { _ = linear(.zeros(2, 3), .zeros(5, 3), .zeros(1, 5)) },
  Refusal(
    """
    conv2d: a bias of shape [3] does not fit 2 channels; it needs one number for each, shape [2]
    """
  ) { _ = conv2d(.zeros(1, 4, 4, 1), .zeros(2, 3, 3, 1), .zeros(3)) },

  Refusal(
    """
    batchNorm: a scale of shape [3] and a shift of shape [2] do not fit shape [2, 3]; each place on \
    the last axis needs one of each, shape [3]
    """
  ) { _ = batchNorm(.zeros(2, 3), .ones(3), .ones(2)) },
  Refusal(
    """
    layerNorm: a scale of shape [4] and a shift of shape [4] do not fit shape [2, 3]; each place on \
    the last axis needs one of each, shape [3]
    """
  ) { _ = LayerNorm(4)(.zeros(2, 3)) },
  Refusal(
    """
    shape [2, 3] does not fit a BatchNorm of 4 channels: the last axis must hold the channels, and \
    there must be a batch before it
    """
  ) { _ = BatchNorm(4)(.zeros(2, 3)) },
  Refusal(
    """
    BatchNorm in training needs more than one row to take a variance of, but the shape is [1, 3]; \
    give it a larger batch, or call eval() first
    """
  ) { _ = BatchNorm(3)(.zeros(1, 3)) },
  Refusal("MinibatchStd needs a batch of rows or images, but the shape is [3]") {
    _ = MinibatchStd()(.zeros(3))
  },

  Refusal("a recurrent layer with 3 inputs takes [batch, time, 3], but the shape is [4, 3]") {
    _ = LSTM(3, 2)(.zeros(4, 3))
  },
  Refusal("a cell with 3 inputs takes [batch, 3], but the shape is [3]") {
    _ = GRUCell(3, 2)(.zeros(3), nil)
  },
  Refusal(
    """
    a state of shape [1, 2] does not fit: this batch and this layer take [batch, hidden], which is \
    [4, 2]
    """
  ) { _ = RNN(3, 2)(.zeros(4, 5, 3), .zeros(1, 2)) },
  Refusal(
    """
    a state of shape [4, 3] does not fit: this batch and this layer take [batch, hidden], which is \
    [4, 2]
    """
  ) { _ = LSTM(3, 2)(.zeros(4, 5, 3), (.zeros(4, 2), .zeros(4, 3))) },
  Refusal("makeChrono: a memory lasts at least 2 steps, not 1") {
    LSTM(1, 2).makeChrono(longest: 1)
  },

  Refusal("Embedding: classes and symbols are whole numbers, but one is 0.5") {
    _ = Embedding(3, 2)(Tensor([0.5]))
  },
  Refusal(
    """
    Embedding: sequence 1 has 1 symbols, but sequence 0 has 2; a batch needs sequences of one length
    """
  ) { _ = Embedding(3, 2)([[0, 1], [2]]) },
]
