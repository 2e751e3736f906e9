import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Evidence } from '../../../api/method';
import { listAssumptions } from '../../desk/assumptions';

const meanings: Readonly<Record<Evidence, string>> = {
  doc: 'documented by the vendor',
  seen: 'seen in the public client library or on a live page',
  assumed: 'assumed: a live Workspace may differ',
};

/** Lists which behaviour is documented, which was seen, and which is assumed. */
export function EvidencePanel(): VNode {
  const [only, setOnly] = useState<string>('');
  const lines = listAssumptions().filter(({ evidence }) => only === '' || evidence === only);
  return (
    <>
      <label class="role">
        Show
        <select value={only} onChange={({ currentTarget }) => setOnly(currentTarget.value)}>
          <option value="">all</option>
          {Object.entries(meanings).map(([evidence, meaning]) => (
            <option key={evidence} value={evidence}>
              {meaning}
            </option>
          ))}
        </select>
      </label>
      <table class="plain evidence">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Source</th>
            <th scope="col">Note</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ topic, name, evidence, note, shown }) => (
            <tr key={`${topic}.${name}`}>
              <th scope="row">
                <small class="quiet">{topic}</small> {shown ?? name}
              </th>
              <td>
                <span class={`badge evidence-${evidence}`} title={meanings[evidence]}>
                  {evidence}
                </span>
              </td>
              <td>{note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
