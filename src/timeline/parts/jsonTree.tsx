import type { ComponentType, JSX } from 'preact';
import { JsonView } from 'react-json-view-lite';
import { namedMarks } from '../../base/text/namedMarks';

interface ViewProps {
  readonly data: object;
  readonly style: Readonly<Record<string, unknown>>;
  readonly shouldExpandNode: (level: number) => boolean;
  readonly clickToExpandNode: boolean;
  readonly 'aria-label': string;
}

/** The library is made for React, whose types are not here; the build puts Preact in its place. */
const View = JsonView as unknown as ComponentType<ViewProps>;

/** The classes of timeline.css, by what the library calls them. */
const style = {
  container: 'json',
  basicChildStyle: 'json-node',
  childFieldsContainer: 'json-children',
  label: 'json-key',
  clickableLabel: 'json-key',
  nullValue: 'json-word',
  undefinedValue: 'json-word',
  booleanValue: 'json-word',
  numberValue: 'json-number',
  stringValue: 'json-string',
  otherValue: 'json-word',
  punctuation: 'json-mark',
  expandIcon: 'json-twistie closed',
  collapseIcon: 'json-twistie open',
  collapsedContent: 'json-more',
  stringifyStringValues: true,
  ariaLables: { collapseJson: 'Collapse', expandJson: 'Expand' },
};

const openLevels = 3;
const isOpen = (level: number): boolean => level < openLevels;

/** A value as a tree of which parts can be closed, with keys too. */
export function JsonTree({ value, label }: { readonly value: unknown; readonly label: string }): JSX.Element {
  const shown = namedMarks(value);
  if (typeof shown !== 'object' || shown === null) return <code class="json">{JSON.stringify(shown)}</code>;
  return <View data={shown} style={style} shouldExpandNode={isOpen} clickToExpandNode={true} aria-label={label} />;
}
