import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Evidence } from '../../../api/method';
import { listEvidence } from '../../desk/profile/seenEntries';
import { useSimulator } from '../parts/simulatorContext';

const meanings: Readonly<Record<Evidence, string>> = {
  doc: 'documented by the vendor',
  seen: 'seen in the public client library or on a live page',
  assumed: 'assumed: a live Workspace may differ',
};

const onYours = 'onYours';

/** Lists which behaviour is documented, which was seen, and which is assumed; and what a profile says was seen on the user's own Workspace. */
export function EvidencePanel(): VNode {
  const { profile } = useSimulator().seen;
  const [only, setOnly] = useState<string>('');
  const lines = listEvidence(profile).filter(
    ({ evidence, isSeenOnYours }) => only === '' || (only === onYours ? isSeenOnYours : evidence === only),
  );
  return (
    <>
      <label class="role">
        Show
        <select value={only} onChange={({ currentTarget }) => setOnly(currentTarget.value)}>
          <option value="">all</option>
          {profile !== undefined && <option value={onYours}>seen on yours: in your profile</option>}
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
          {lines.map(({ topic, name, evidence, note, shown, isSeenOnYours }) => (
            <tr key={`${topic}.${name}`}>
              <th scope="row">
                <small class="quiet">{topic}</small> {shown ?? name}
              </th>
              <td>
                {isSeenOnYours ? (
                  <span class="badge evidence-doc" title="as your profile has it from your live Workspace">
                    seen on yours
                  </span>
                ) : (
                  <span class={`badge evidence-${evidence}`} title={meanings[evidence]}>
                    {evidence}
                  </span>
                )}
              </td>
              <td>{note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
