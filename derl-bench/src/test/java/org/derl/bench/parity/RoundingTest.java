package org.derl.bench.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundingTest {

    @Test
    void anArrayIsOfTheKindThatItsNameBeginsWith() {
        Rounding rounding =
                of("float32_vs_float64_maxdiff { output = 1, feat = 2, step3_except_noisy = 3, other = 4 }");
        assertEquals(1, rounding.of("output"));
        assertEquals(2, rounding.of("feat.layer.0"));
        assertEquals(3, rounding.of("step3.hidden.weight"));
        assertEquals(4, rounding.of("grad_input.text"));
    }

    @Test
    void ofTwoNumbersOfOneKindTheSmallerHolds() {
        for (String numbers : List.of("step3 = 1, step3_except_noisy = 9", "step3 = 9, step3_except_noisy = 1")) {
            assertEquals(1, of("float32_vs_float64_maxdiff { " + numbers + " }").of("step3.weight"), numbers);
        }
    }

    @Test
    void anEvaluationHasNumbersOfItsOwnOrThoseOfTheCase() {
        Rounding rounding = of("max_abs_diff_float32_vs_float64 { \"feat.\" = 1, output = 2, \"eval.output\" = 3 }");
        assertEquals(1, rounding.of("eval.feat.mean"));
        assertEquals(2, rounding.of("output"));
        assertEquals(3, rounding.of("eval.output"));
    }

    @Test
    void oneNumberIsOfAll() {
        assertEquals(5, of("max_abs_diff_float32_vs_float64 = 5").of("grad.weight"));
    }

    @Test
    void whereNothingIsToldTheRuleAloneHolds() {
        assertEquals(0, of("model = none").of("output"));
    }

    @Test
    void aTrainingHasNumbersOfItsOwnAlone() {
        String numbers = "float32_vs_float64_maxdiff { output = 1, grad = 7 }";
        assertEquals(0, Rounding.ofTraining(ConfigFactory.parseString(numbers)).of("train_losses"));
        Rounding own = Rounding.ofTraining(ConfigFactory.parseString(
                numbers + ", trajectory_part.float32_vs_float64_maxdiff { train_losses = 2 }"));
        assertEquals(2, own.of("train_losses"));
        assertEquals(0, own.of("lr_at_each_optimizer_step"));
    }

    private static Rounding of(String fixture) {
        return Rounding.of(ConfigFactory.parseString(fixture));
    }
}
