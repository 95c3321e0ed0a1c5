package dev.orograph.network;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translates operators with parameters, and pools. */
final class ScriptLayers {
    private static final Extent ONE = Extent.square(1);

    private ScriptLayers() {}

    static void addTo(Map<String, ScriptOperators.Rule> rules) {
        rules.put("aten::linear", ScriptLayers::linear);
        rules.put("aten::addmm", ScriptLayers::addmm);
        rules.put("aten::matmul", ScriptLayers::matmul);
        rules.put("aten::mm", ScriptLayers::matmul);
        rules.put("aten::t", ScriptLayers::transposed);
        rules.put("aten::numpy_T", ScriptLayers::transposed);
        rules.put("aten::transpose", ScriptLayers::transposed);
        rules.put("aten::conv2d", call -> convolution(call, 5, 6));
        rules.put("aten::_convolution_mode", call -> convolution(call, 5, 6));
        rules.put("aten::_convolution", ScriptLayers::generalConvolution);
        rules.put("aten::batch_norm", ScriptLayers::batchNorm);
        rules.put("aten::layer_norm", ScriptLayers::layerNorm);
        rules.put("aten::prelu", ScriptLayers::prelu);
        rules.put("aten::max_pool2d", ScriptLayers::maxPool);
        rules.put("aten::avg_pool2d", ScriptLayers::averagePool);
        rules.put("aten::adaptive_avg_pool2d", ScriptLayers::adaptivePool);
        rules.put("aten::mean", ScriptLayers::mean);
        for (var dropout : List.of("dropout", "feature_dropout", "alpha_dropout", "feature_alpha_dropout")) {
            rules.put("aten::" + dropout, ScriptLayers::dropout);
        }
    }

    private static ScriptValue linear(ScriptCall call) {
        return affine(call, call.computed(0), call.parameter(1), call.parameterOrNone(2));
    }

    /** Bias, rows, weights, and factors for the bias and the product. */
    private static ScriptValue addmm(ScriptCall call) {
        if (call.number(3, 1) != 1 || call.number(4, 1) != 1) {
            throw call.untranslatable("with factors");
        }
        return affine(call, call.computed(1), turned(call, call.parameter(2)), call.parameter(0));
    }

    private static ScriptValue matmul(ScriptCall call) {
        return affine(call, call.computed(0), turned(call, call.parameter(1)), null);
    }

    private static ScriptValue.Parameter turned(ScriptCall call, ScriptValue.Parameter weight) {
        if (!weight.isTransposed()) {
            throw call.untranslatable("with " + weight.name() + " not transposed");
        }
        return new ScriptValue.Parameter(weight.position(), weight.name(), false, weight.shape());
    }

    private static ScriptValue transposed(ScriptCall call) {
        var weight = call.parameter(0);
        boolean isOfTwo = call.arguments().size() == 1
                || (Math.abs(call.integer(1) - call.integer(2)) == 1
                        && weight.shape().rank() == 2);
        if (!isOfTwo || weight.shape().rank() != 2) {
            throw call.untranslatable("of " + weight.name());
        }
        return new ScriptValue.Parameter(weight.position(), weight.name(), !weight.isTransposed(), weight.shape());
    }

    private static ScriptValue affine(
            ScriptCall call,
            ScriptValue.Computed input,
            ScriptValue.Parameter weight,
            ScriptValue.@Nullable Parameter bias) {
        var shape = straight(call, weight, 2).shape();
        requireVector(call, bias, shape.size(0));
        var layer = new Linear(shape.size(1), shape.size(0), bias != null);
        return call.write(layer, path(weight), blocks(weight, bias), List.of(), input);
    }

    private static ScriptValue.Parameter straight(ScriptCall call, ScriptValue.Parameter weight, int rank) {
        if (weight.isTransposed() || weight.shape().rank() != rank) {
            throw call.untranslatable("with " + weight.name() + " of shape " + weight.shape()
                    + (weight.isTransposed() ? ", transposed" : ""));
        }
        return weight;
    }

    private static void requireVector(ScriptCall call, ScriptValue.@Nullable Parameter parameter, long size) {
        if (parameter != null
                && (parameter.shape().rank() != 1 || parameter.shape().size(0) != size)) {
            throw call.untranslatable("with " + parameter.name() + " of shape " + parameter.shape());
        }
    }

    private static List<Integer> blocks(ScriptValue.Parameter first, ScriptValue.@Nullable Parameter second) {
        return second == null ? List.of(first.position()) : List.of(first.position(), second.position());
    }

    /** Path of the module that a parameter belongs to. */
    private static String path(ScriptValue.Parameter parameter) {
        return parameter.name().substring(0, Math.max(0, parameter.name().lastIndexOf('.')));
    }

    /** Also transposition, where false, and margins of transposed output between dilation and groups. */
    private static ScriptValue generalConvolution(ScriptCall call) {
        if (call.flag(6)) {
            throw call.untranslatable("transposed");
        }
        return convolution(call, 5, 8);
    }

    private static ScriptValue convolution(ScriptCall call, int dilationAt, int groupsAt) {
        var weight = straight(call, call.parameter(1), 4);
        var bias = call.parameterOrNone(2);
        var shape = weight.shape();
        requireVector(call, bias, shape.size(0));
        var kernel = new Extent(shape.size(2), shape.size(3));
        var stride = call.extent(3);
        if (!call.extent(dilationAt).equals(ONE) && !kernel.equals(ONE)) {
            throw call.untranslatable("with dilation " + call.extent(dilationAt));
        }
        long groups = call.integer(groupsAt);
        var layer = new Convolution(
                groups * shape.size(1), shape.size(0), kernel, stride, padding(call, kernel), groups, bias != null);
        return call.write(layer, path(weight), blocks(weight, bias), List.of(), call.computed(0));
    }

    /** Margins as numbers or as a word. */
    private static Extent padding(ScriptCall call, Extent kernel) {
        if (!(call.argument(4) instanceof ScriptValue.Constant)) {
            return call.extent(4);
        } else if ("valid".equals(call.text(4))) {
            return Extent.NONE;
        } else if ("same".equals(call.text(4)) && kernel.height() % 2 == 1 && kernel.width() % 2 == 1) {
            return new Extent(kernel.height() / 2, kernel.width() / 2);
        }
        throw call.untranslatable("with margins '" + call.text(4) + "' and a window of " + kernel);
    }

    private static ScriptValue batchNorm(ScriptCall call) {
        if (call.flag(5) || call.isNone(3) || call.isNone(4)) {
            throw call.untranslatable("that uses the statistics of the batch; export the model after model.eval()");
        } else if (call.isNone(1) || call.isNone(2)) {
            throw call.untranslatable("without scale and shift");
        }
        var weight = straight(call, call.parameter(1), 1);
        var bias = straight(call, call.parameter(2), 1);
        var layer = new BatchNorm(weight.shape().size(0), call.number(7), call.number(6, 0.1));
        var states = List.of(call.statistic(3), call.statistic(4));
        return call.write(layer, path(weight), blocks(weight, bias), states, call.computed(0));
    }

    private static ScriptValue layerNorm(ScriptCall call) {
        var sizes = call.integers(1);
        if (sizes.size() != 1 || call.isNone(2) || call.isNone(3)) {
            throw call.untranslatable("over " + sizes.size() + " dimensions or without scale and shift");
        }
        var weight = straight(call, call.parameter(2), 1);
        var bias = straight(call, call.parameter(3), 1);
        var layer = new LayerNorm(sizes.get(0), call.number(4));
        return call.write(layer, path(weight), blocks(weight, bias), List.of(), call.computed(0));
    }

    private static ScriptValue prelu(ScriptCall call) {
        var weight = straight(call, call.parameter(1), 1);
        var layer = new PRelu("", weight.shape().size(0));
        return call.write(layer, path(weight), blocks(weight, null), List.of(), call.computed(0));
    }

    private static ScriptValue maxPool(ScriptCall call) {
        if (!call.extent(4).equals(ONE)) {
            throw call.untranslatable("with dilation " + call.extent(4));
        }
        var layer = new MaxPool(call.extent(1), poolStride(call), call.extent(3));
        requireSamePlaces(call, 5, layer.kernel(), layer.stride(), layer.padding());
        return call.write(layer, call.computed(0));
    }

    private static ScriptValue averagePool(ScriptCall call) {
        var layer = new AveragePool(call.extent(1), poolStride(call), call.extent(3));
        requireSamePlaces(call, 4, layer.kernel(), layer.stride(), layer.padding());
        if (!layer.padding().equals(Extent.NONE) && !call.flag(5)) {
            throw call.untranslatable("that leaves its margins out of the mean");
        } else if (!call.isNone(6)) {
            throw call.untranslatable("with a divisor of its own");
        }
        return call.write(layer, call.computed(0));
    }

    private static Extent poolStride(ScriptCall call) {
        return call.items(2).isEmpty() ? call.extent(1) : call.extent(2);
    }

    /** Rounding the number of places up must not differ from rounding it down. */
    private static void requireSamePlaces(ScriptCall call, int flagAt, Extent kernel, Extent stride, Extent padding) {
        var image = call.computed(0).shape();
        if (!call.flag(flagAt) || image.rank() != 3) {
            return;
        }
        long height = image.size(1) + 2 * padding.height() - kernel.height();
        long width = image.size(2) + 2 * padding.width() - kernel.width();
        if (height % stride.height() != 0 || width % stride.width() != 0) {
            throw call.untranslatable("that rounds its size up");
        }
    }

    private static ScriptValue adaptivePool(ScriptCall call) {
        var input = call.computed(0);
        var sizes = call.items(1);
        var image = input.shape();
        if (image.rank() != 3) {
            throw call.untranslatable("of " + image);
        }
        long height = side(call, sizes.get(0), image.size(1));
        long width = side(call, sizes.get(sizes.size() - 1), image.size(2));
        if (height == 1 && width == 1) {
            return call.write(new GlobalAveragePool(), input);
        } else if (height < 1 || width < 1 || image.size(1) % height != 0 || image.size(2) % width != 0) {
            throw call.untranslatable("from " + image + " to " + height + "×" + width);
        }
        var window = new Extent(image.size(1) / height, image.size(2) / width);
        return window.equals(ONE)
                ? new ScriptValue.Computed(input.number(), image)
                : call.write(new AveragePool(window, window, Extent.NONE), input);
    }

    /** None keeps the size. */
    private static long side(ScriptCall call, ScriptValue size, long otherwise) {
        return ScriptValue.NONE.equals(size) ? otherwise : call.integer(size);
    }

    /** Only over height and width of images. */
    private static ScriptValue mean(ScriptCall call) {
        var input = call.computed(0);
        int rank = input.shape().rank() + 1;
        if (!(call.argument(1) instanceof ScriptValue.Items) || rank != 4 || !call.isNone(3)) {
            throw call.untranslatable("");
        }
        var dimensions = call.integers(1).stream()
                .map(dimension -> dimension < 0 ? dimension + rank : dimension)
                .sorted()
                .toList();
        if (!dimensions.equals(List.of(2L, 3L))) {
            throw call.untranslatable("over dimensions " + dimensions);
        }
        var pooled = call.write(new GlobalAveragePool(), input);
        return call.flag(2) ? pooled : call.write(new Flatten(), call.computed(pooled));
    }

    private static ScriptValue dropout(ScriptCall call) {
        if (call.flag(2) && call.number(1) != 0) {
            throw call.untranslatable("that is on for ever; export the model after model.eval()");
        }
        return call.computed(0);
    }
}
