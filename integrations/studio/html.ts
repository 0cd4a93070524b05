import { html } from 'hono/html';

/** HTML with every value escaped. */
export type Html = ReturnType<typeof html>;

/** A choice of a `<select>`. */
export function option(value: string, text: string, isChosen: boolean): Html {
  return html`<option value="${value}" ${isChosen ? 'selected' : ''}>${text}</option>`;
}

/** A table with a head, rows whose first cell is their name, and perhaps a foot. */
export function dataTable(heads: readonly string[], rows: readonly Row[], foot?: Row): Html {
  const line = ({ name, cells }: Row) =>
    html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`;
  const [first = '', ...others] = heads;
  return html`<div class="wide"><table>
        <thead><tr><th scope="col">${first}</th>${others.map((head) => html`<th scope="col" class="number">${head}</th>`)}</tr></thead>
        <tbody>${rows.map(line)}</tbody>
        ${foot === undefined ? '' : html`<tfoot>${line(foot)}</tfoot>`}
      </table></div>`;
}

export interface Row {
  readonly name: string | Html;
  readonly cells: readonly (string | number | Html)[];
}
