package ai.djl.pytorch.jni;

/**
 * Gives access to a native call that is package-private in DJL: running a TorchScript method with autograd on. DJL's
 * public {@code IValueUtils.runMethod} runs in inference mode, through which no gradient passes. The class is in DJL's
 * package for that reason alone; only {@code org.derl.tensor} calls it.
 */
public final class DerlNatives {

    private DerlNatives() {}

    /**
     * Runs a method of a loaded TorchScript module without the inference-mode guard.
     *
     * @param module the handle of the module
     * @param method the method's name
     * @param arguments handles of the arguments
     * @return the result, which the caller closes
     */
    public static IValue run(long module, String method, long[] arguments) {
        return new IValue(PyTorchLibrary.LIB.moduleRunMethod(module, method, arguments, true, false));
    }
}
