/**
 * Quiet and without what needs a network or a graphics card. Chromium refuses to be root's in its sandbox. It gives each
 * site a process of its own, as users have it; its headless shell must be told to.
 */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--site-per-process',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
