import type { Role } from './handshake';

/** Version of the relay's protocol; a peer of another version is turned away with a reason. */
export const protocolVersion = 2;

/** The versions that a relay understands. To tools the second has only added what they may leave out. */
export const spokenVersions: Readonly<Record<Role, readonly number[]>> = { page: [2], tool: [1, 2] };

/** Bounds that relay, pages and tools keep, each with its unit in its name; README.md beside this file describes them. */
export const limits = {
  /** One text frame. */
  frameBytes: 1024 * 1024,
  /** Parts in which one frame may come, and pieces of them that the network may deliver. */
  fragments: 64,
  chunks: 4096,
  /** Nesting of arrays and objects in a frame. */
  jsonDepth: 64,
  /** Characters of a title, an address or another short text; of a service's name; of a call's id. */
  shortText: 300,
  serviceName: 200,
  callId: 100,
  /** Characters of the address of a script. */
  codeFile: 2000,
  /** Records in one `records` message. */
  recordsPerFrame: 500,
  /** How long a client waits for the answer to its handshake. */
  handshakeTimeoutMs: 5000,
  /** A connection that has not proved the key by then, or not said hello as long after that, is closed. */
  helloTimeoutMs: 1500,
  /** HTTP headers of a request, together, and the time they may take. */
  headerBytes: 8 * 1024,
  headersTimeoutMs: 1500,
  /** HTTP requests of one connection that wait for their answers, and how long a client may read nothing of an answer. */
  unansweredRequests: 8,
  unreadAnswerMs: 10_000,
  /**
   * Sockets that have not shown or proved a key; above this number the relay closes the oldest. The number is larger than
   * the system's queue of connections to accept, so a client that is accepted from a full queue still has its socket.
   */
  unprovenSockets: 512,
  /** What a page may send before its proof. */
  unprovenBytes: 16 * 1024,
  /** Sockets that have shown or proved a key. */
  connections: 128,
  /** Of these, how many are kept for tools, so that a tool can connect however many pages there are. */
  connectionsForTools: 16,
  /** How long the other side may take to answer a close before the socket is ended. */
  closeTimeoutMs: 1000,
  /** Records of one page that the relay keeps for tools that come later or come back. */
  historyRecords: 2000,
  historyBytes: 2 * 1024 * 1024,
  /** The same of all pages together. */
  allHistoriesBytes: 64 * 1024 * 1024,
  /** What the relay holds for a tool that reads slowly before it stops reading from the pages. */
  toolBufferBytes: 2 * 1024 * 1024,
  /** What may wait with answers and notifications, which nothing holds back; a tool with more is cut. */
  toolBufferMostBytes: 8 * 1024 * 1024,
  /** The same for all connections together; the one with most is cut. */
  allBuffersBytes: 64 * 1024 * 1024,
  /**
   * How long a tool may read nothing while too much waits for it: the relay closes it after one to two of these times. The
   * system buffers some megabytes for a tool, and the relay sees progress only in steps of a third of them.
   */
  toolStuckMs: 10_000,
  /** What a bridge holds while it has no connection. */
  bridgeRecords: 2000,
  bridgeBytes: 1024 * 1024,
  /** One record larger than this is cut to a note of its size. */
  recordBytes: 256 * 1024,
  /** A peer that shows no sign of life for two of these is dropped. */
  heartbeatMs: 15_000,
  /** How long a page that went away is kept for its return. */
  pageGraceMs: 10_000,
  /** How long a tool keeps a page that the relay does not list: longer than the relay keeps the tool's place in it. */
  unlistedGraceMs: 20_000,
  /** Reconnection waits: the first, and the longest. */
  backoffFirstMs: 250,
  backoffLongestMs: 10_000,
  /** The relay acknowledges records after this time or this much, whichever comes first. */
  ackDelayMs: 20,
  ackBytes: 256 * 1024,
  /** The relay tells of another title of a page after this time, however often it changes until then. */
  titleDelayMs: 1000,
  /** Calls under way at once on one page. */
  callsPerPage: 64,
  /** Parameters of one call. */
  callParameters: 20,
} as const;
