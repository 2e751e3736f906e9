import { lookup } from '../base/guards';
import type { CertificateProblem } from './certificate';

/** The codes of errors that Node raises over a certificate ("X509 certificate error codes" in its documentation of TLS). */
const problems: Readonly<Record<string, CertificateProblem>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'unknownIssuer',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT: 'unknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknownIssuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknownIssuer',
  CERT_UNTRUSTED: 'unknownIssuer',
  CERT_NOT_YET_VALID: 'outOfDate',
  CERT_HAS_EXPIRED: 'outOfDate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'otherName',
  HOSTNAME_MISMATCH: 'otherName',
  CERT_CHAIN_TOO_LONG: 'unfit',
  CERT_REJECTED: 'unfit',
  CERT_REVOKED: 'unfit',
  CERT_SIGNATURE_FAILURE: 'unfit',
  INVALID_CA: 'unfit',
  INVALID_PURPOSE: 'unfit',
  PATH_LENGTH_EXCEEDED: 'unfit',
};

/** What is wrong with a certificate, if that is why a request failed: what was thrown, or what caused it, says so. */
export function certificateProblem(error: unknown): CertificateProblem | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return lookup(problems, code) ?? certificateProblem(error.cause);
}
