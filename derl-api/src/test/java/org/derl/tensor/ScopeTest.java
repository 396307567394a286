package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScopeTest {

    private NDManager manager;
    private NDArray weight;

    @BeforeEach
    void open() {
        Compute.prepareThread();
        manager = Compute.newManager(Device.cpu());
        weight = Tensors.of(manager, new float[] {1, 2}, new Shape(2));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void resultsOfABorrowedWeightAreFreed() {
        NDArray result;
        try (Scope scope = Scope.below(manager).borrow(List.of(weight))) {
            result = Tensors.scale(weight, 2);
            assertSame(scope.manager(), result.getManager());
        }
        assertTrue(result.isReleased());
        assertFalse(weight.isReleased());
        assertSame(manager, weight.getManager());
        assertEquals(1, manager.getManagedArrays().size());
    }

    @Test
    void weightsSurviveAScopeWithinAScope() {
        try (Scope outer = Scope.below(manager).borrow(List.of(weight))) {
            try (Scope inner = Scope.below(outer.manager()).borrow(List.of(weight))) {
                assertSame(inner.manager(), weight.getManager());
            }
            assertSame(outer.manager(), weight.getManager());
        }
        assertSame(manager, weight.getManager());
        assertEquals(2, weight.toFloatArray()[1]);
        assertEquals(1, manager.getManagedArrays().size());
    }

    @Test
    void whatMustHappenHappensEvenIfFreeingFails() {
        List<String> happened = new ArrayList<>();
        Scope scope = Scope.below(manager);
        scope.whenClosed(() -> happened.add("closed"));
        scope.manager().attachInternal("broken", () -> {
            throw new StackOverflowError("while freeing");
        });
        assertThrows(StackOverflowError.class, scope::close);
        assertEquals(List.of("closed"), happened);
    }

    @Test
    void weightsAreGivenBackWhenTheStepFails() {
        try (Scope scope = Scope.below(manager).borrow(List.of(weight))) {
            assertSame(scope.manager(), weight.getManager());
            weight.reshape(3);
        } catch (RuntimeException expected) {
            assertFalse(weight.isReleased());
        }
        assertSame(manager, weight.getManager());
    }
}
