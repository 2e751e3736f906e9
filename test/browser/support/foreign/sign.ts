/** Lets a hostile page sign as the bridge does. */
import { toBase64url } from '../../../../src/base/base64url';
import { asciiBytes, hmacSha256, sha256 } from '../../../../src/base/sha256';
import { signedText } from '../../../../src/protocol/connection/pageProof';

const sign = (key: string, ...signed: Parameters<typeof signedText>): string =>
  toBase64url(hmacSha256(sha256(asciiBytes(key)), signedText(...signed)));

Object.assign(window, { sign });
