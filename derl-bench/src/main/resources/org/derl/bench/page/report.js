'use strict';
const number = cell => parseFloat(cell.textContent.trim().replace(/,(?=\d{3})/g, '').replace('\u2212', '-').replace(/^[<>]\s*/, ''));
const compareWords = new Intl.Collator('en', { numeric: true }).compare;

function sort(table, heading, original) {
  const next = { none: 'ascending', ascending: 'descending', descending: 'none' };
  const order = next[heading.getAttribute('aria-sort') || 'none'];
  for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
  if (order !== 'none') heading.setAttribute('aria-sort', order);
  const column = heading.cellIndex;
  const sign = order === 'descending' ? -1 : 1;
  const words = heading.classList.contains('words');
  const rows = [...original];
  if (order !== 'none') rows.sort((one, other) => {
    const a = one.cells[column], b = other.cells[column];
    if (words) return sign * compareWords(a.textContent, b.textContent);
    const x = number(a), y = number(b);
    return Number.isNaN(x) || Number.isNaN(y) ? Number.isNaN(x) - Number.isNaN(y) : sign * (x - y);
  });
  table.tBodies[0].append(...rows);
}

for (const table of document.querySelectorAll('table.sortable')) {
  const original = [...table.tBodies[0].rows];
  for (const heading of table.tHead.rows[0].cells) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    button.addEventListener('click', () => sort(table, heading, original));
    heading.append(button);
  }
}

for (const item of document.querySelectorAll('.seeds li')) {
  const box = document.createElement('input');
  const label = document.createElement('label');
  box.type = 'checkbox';
  box.checked = true;
  box.addEventListener('change', () => {
    for (const drawn of document.querySelectorAll('.seed.' + item.dataset.seed)) drawn.classList.toggle('off', !box.checked);
  });
  label.append(box, ...item.childNodes);
  item.append(label);
}

addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(part => { part.open = true; }));
