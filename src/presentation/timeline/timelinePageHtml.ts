import { escapedAttribute } from '../text/escapedAttribute';

/** What the page of a timeline is made of. */
export interface TimelinePageParts {
  /** Where VS Code serves the script and the style sheet, and what its Content Security Policy calls that. */
  readonly script: string;
  readonly style: string;
  readonly source: string;
  /** Lets this one script run; another one each time. */
  readonly nonce: string;
}

/** The HTML of a timeline. No script runs but ours, and nothing is loaded from outside of the extension. */
export function timelinePageHtml({ script, style, source, nonce }: TimelinePageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}; font-src ${source}`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapedAttribute(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Timeline</title>
    <link rel="stylesheet" href="${escapedAttribute(style)}" />
  </head>
  <body>
    <div id="app"></div>
    <script nonce="${nonce}" src="${escapedAttribute(script)}"></script>
  </body>
</html>
`;
}
