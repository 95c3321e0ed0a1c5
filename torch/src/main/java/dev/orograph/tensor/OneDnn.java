package dev.orograph.tensor;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/** What libtorch offers of oneDNN, the library of kernels for processors, on this machine. */
public final class OneDnn {
    static final String CONVOLUTION = "mkldnn::_convolution_pointwise";
    static final String CONVOLUTION_PACKING = "mkldnn::_reorder_convolution_weight";
    static final String LINEAR = "mkldnn::_linear_pointwise";
    static final String LINEAR_PACKING = "mkldnn::_reorder_linear_weight";

    private static final String BFLOAT16_CHECK = "mkldnn::_is_mkldnn_bf16_supported";

    private OneDnn() {}

    /** Whether {@link FusedConvolution} and {@link FusedLinear} compute in that type here. */
    public static boolean computes(Precision precision) {
        return precision != Precision.FLOAT64
                && List.of(CONVOLUTION, CONVOLUTION_PACKING, LINEAR, LINEAR_PACKING).stream()
                        .allMatch(name -> PrivateOperator.exists(name, ""))
                && (precision == Precision.FLOAT32 || computesBfloat16());
    }

    private static boolean computesBfloat16() {
        if (!PrivateOperator.exists(BFLOAT16_CHECK, "")) {
            return false;
        }
        try (var scope = new PointerScope()) {
            return new PrivateOperator(BFLOAT16_CHECK, "").call().toBool();
        }
    }
}
