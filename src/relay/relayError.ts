import { errorCode, messageOf } from '../base/guards';

/** Why a relay did not start; the message is a sentence with a next step. */
export class RelayStartError extends Error {
  override readonly name: string = 'RelayStartError';
}

/** Another program listens on the port already; it is not trusted with anything. */
export class PortInUse extends RelayStartError {
  override readonly name = 'PortInUse';
  constructor(readonly port: number) {
    super(`Port ${port} is in use by another program; end that program or choose another port.`);
  }
}

/** A relay of Deskside with other keys has the port. */
export class PortOfOtherRelay extends RelayStartError {
  override readonly name = 'PortOfOtherRelay';
  constructor(port: number) {
    super(
      `Port ${port} has a relay of Deskside with other keys than those here: that of VS Code in another browser or a private window, each of which has keys of its own, or of deskside serve. Stop Deskside there, connect to that relay with its keys, or use another port here.`,
    );
  }
}

/** Another program has the port and does not answer. It may be a busy window of the user's. */
export class PortSilent extends RelayStartError {
  override readonly name = 'PortSilent';
  constructor(port: number) {
    super(
      `Port ${port} is taken, and nothing answers there. If another window of VS Code is busy or stands still in a debugger, let it go on and start again; else end the program that has the port, or choose another port.`,
    );
  }
}

/** @param error what listening threw */
export function startError(error: unknown, port: number): RelayStartError {
  const code = errorCode(error);
  if (code === 'EADDRINUSE') return new PortInUse(port);
  if (code === 'EACCES') {
    return new RelayStartError(`Port ${port} needs rights that Deskside does not have; choose one above 1023.`);
  }
  const why = messageOf(error);
  return new RelayStartError(`The relay could not start on port ${port} (${why}); choose another port.`);
}
