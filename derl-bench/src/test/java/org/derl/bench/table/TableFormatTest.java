package org.derl.bench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.derl.bench.table.Table.Column;
import org.junit.jupiter.api.Test;

class TableFormatTest {

    @Test
    void spreadsheetsRunNoCell() {
        Table table = new Table(
                "",
                List.of(Column.left("model"), Column.right("difference")),
                List.of(List.of("=HYPERLINK(1)", "-0.021"), List.of("-1+cmd|'x'!A0", "+.5 ± .1"), List.of("a", "-")));
        assertEquals(
                "model,difference\n'=HYPERLINK(1),-0.021\n'-1+cmd|'x'!A0,+.5 ± .1\na,-\n",
                TableFormat.CSV.write(table));
    }

    private static final Table TABLE = new Table(
            "Results, in %",
            List.of(Column.left("model_1"), Column.right("MAE")),
            List.of(List.of("a|b & \"c\"", "0.912 ± 0.013"), List.of("[x]", "1")),
            List.of("Five seeds."));

    @Test
    void textIsAlignedWithoutBoxes() {
        assertEquals(
                """
                Results, in %

                model_1              MAE
                ---------  -------------
                a|b & "c"  0.912 ± 0.013
                [x]                    1

                Five seeds.
                """,
                TableFormat.TEXT.write(TABLE));
    }

    @Test
    void textOfALastColumnToTheLeftHasNoTrailingSpaces() {
        Table table = new Table("", List.of(Column.left("a"), Column.left("long")), List.of(List.of("x", "y")));
        assertEquals("a  long\n-  ----\nx  y\n", TableFormat.TEXT.write(table));
    }

    @Test
    void headingsOfTextAreNoWiderThanTheirColumns() {
        Table table = new Table(
                "",
                List.of(Column.left("a model"), Column.right("Acc-2 (neg/pos)"), Column.right("wide enough")),
                List.of(List.of("tfn", "84.2 ± 1.3", "0.912 ± 0.013")));
        assertEquals(
                """
                a           Acc-2
                model   (neg/pos)    wide enough
                -----  ----------  -------------
                tfn    84.2 ± 1.3  0.912 ± 0.013
                """,
                TableFormat.TEXT.write(table));
    }

    @Test
    void longNotesOfTextAreBrokenBetweenWords() {
        Table table = new Table(
                "",
                List.of(Column.left("a")),
                List.of(List.of("x")),
                List.of("word ".repeat(30).strip(), "a\n  b", "long".repeat(40)));
        assertEquals(
                "a\n-\nx\n\n" + "word ".repeat(24).strip() + "\n"
                        + "word ".repeat(6).strip() + "\na\n  b\n" + "long".repeat(40) + "\n",
                TableFormat.TEXT.write(table));
    }

    @Test
    void tablesFitATerminal() {
        Table numbers = new Table(
                "",
                List.of(Column.left("model"), Column.right("MAE"), Column.right("Corr"), Column.right("Acc-2")),
                List.of(List.of("tfn", "0.912 \u00b1 0.013", "0.678 \u00b1 0.013", "80.1 \u00b1 1.2")),
                List.of("word ".repeat(10).strip()));
        assertEquals(
                """
                model            MAE           Corr
                -----  -------------  -------------
                tfn    0.912 \u00b1 0.013  0.678 \u00b1 0.013

                model       Acc-2
                -----  ----------
                tfn    80.1 \u00b1 1.2

                word word word word word word word word
                word word
                """,
                PlainText.write(numbers, 40));
        Table texts = new Table(
                "",
                List.of(Column.left("name"), Column.left("what it is")),
                List.of(List.of("planted", "a generated data set whose least error is known")));
        assertEquals(
                """
                name     what it is
                -------  --------------------------
                planted  a generated data set whose
                         least error is known
                """,
                PlainText.write(texts, 38));
    }

    @Test
    void markdownIsEscaped() {
        assertEquals(
                """
                **Results, in %**

                | model\\_1   |           MAE |
                | ---------- | ------------: |
                | a\\|b & "c" | 0.912 ± 0.013 |
                | \\[x\\]      |             1 |

                Five seeds.
                """,
                TableFormat.MARKDOWN.write(TABLE));
    }

    @Test
    void valuesAreQuotedWhereNeeded() {
        assertEquals(
                """
                model_1,MAE
                "a|b & ""c""\",0.912 ± 0.013
                [x],1
                """,
                TableFormat.CSV.write(TABLE));
    }

    @Test
    void whereThereIsNothingButAsciiColumnsStayInLine() {
        Table table = new Table(
                "mean \u00b1 deviation",
                List.of(Column.left("a"), Column.right("a \u2212 b")),
                List.of(List.of("x", "0.9 \u00b1 0.1"), List.of("y", "1")),
                List.of("0 \u2212 1"));
        assertEquals(
                """
                mean +/- deviation

                a        a - b
                -  -----------
                x  0.9 +/- 0.1
                y            1

                0 - 1
                """,
                TableFormat.TEXT.write(Characters.inAscii(table)));
    }

    @Test
    void latexIsEscaped() {
        assertEquals(
                """
                \\begin{table}
                \\centering
                \\caption{Results, in \\%}
                \\begin{tabular}{lr}
                \\toprule
                model\\_1 & MAE \\\\
                \\midrule
                a\\textbar{}b \\& "c" & 0.912 $\\pm$ 0.013 \\\\
                {[}x{]} & 1 \\\\
                \\bottomrule
                \\end{tabular}
                \\par\\footnotesize Five seeds.
                \\end{table}
                """,
                TableFormat.LATEX.write(TABLE));
    }

    @Test
    void everySpecialCharacterOfLatexIsEscaped() {
        Table table = new Table("\\ ~ ^ & % $ # _ { }", List.of(Column.left("a")), List.of());
        assertTrue(TableFormat.LATEX
                .write(table)
                .contains("\\caption{\\textbackslash{} \\textasciitilde{} \\textasciicircum{} "
                        + "\\& \\% \\$ \\# \\_ \\{ \\}}"));
    }

    @Test
    void rowsMustFitTheColumns() {
        IllegalArgumentException exception = assertThrows(
                IllegalArgumentException.class,
                () -> new Table("Results", List.of(Column.left("a")), List.of(List.of("x"), List.of("x", "y"))));
        assertEquals("row 2 of the table 'Results' has 2 cells for 1 columns", exception.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Table("Results", List.of(), List.of()));
    }
}
