package org.derl.datasets.csv;

/** What the values of one column of a table are, as far as it was read. */
final class CsvColumn {

    private boolean filled;
    private boolean text;
    private boolean point;
    private boolean comma;
    private boolean decimals;

    /** Looks at one more value; tells whether it made the column one of texts. */
    boolean look(String cell) {
        if (text || Cells.isMissing(cell)) {
            return false;
        }
        filled = true;
        if (Cells.hasDecimalComma(cell)) {
            comma = true;
            decimals |= !Cells.mayBeThousands(cell);
        } else if (Cells.isNumber(cell)) {
            point |= cell.indexOf('.') >= 0;
        } else {
            text = true;
        }
        text |= comma && point;
        return text;
    }

    /** Of a column without any value it cannot be told what it is, nor where commas may stand between thousands. */
    boolean isNumbers() {
        return filled && !text && (!comma || decimals);
    }

    /** Whether commas stand before its decimals. */
    boolean hasDecimalCommas() {
        return isNumbers() && comma;
    }
}
