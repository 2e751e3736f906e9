import assert from 'node:assert/strict';
import {
  catalogue,
  documentedExtras,
  findDocumentedMethod,
  findMethod,
  isServiceName,
  serviceName,
  signatureOf,
} from '../../../src/api/catalogue';
import { namespaces } from '../../../src/api/method';
import { interactionStateNames, isInteractionState, phaseOf } from '../../../src/api/states';

describe('the catalogue of the Service Client API', () => {
  it('holds the 74 methods of the public library in 11 namespaces, 15 of them of interaction, each once', () => {
    assert.equal(catalogue.length, 74);
    assert.equal(new Set(catalogue.map(serviceName)).size, 74);
    assert.deepEqual(new Set(catalogue.map((method) => method.namespace)), new Set(namespaces));
    assert.equal(namespaces.length, 11);
    assert.equal(catalogue.filter((method) => method.namespace === 'interaction').length, 15);
  });

  it('describes every method and parameter', () => {
    for (const method of catalogue) {
      assert.match(method.doc, /^[A-Z].*[.?]$/s, serviceName(method));
      for (const parameter of method.parameters) {
        assert.match(parameter.doc, /^\S.*\.$/s, `${serviceName(method)} ${parameter.name}`);
      }
    }
  });

  it('writes a call as the reference does', () => {
    const consult = findMethod('interaction.consult');
    assert.ok(consult);
    assert.equal(
      signatureOf(consult),
      'interaction.consult(interactionId, targetQuery, userData, extensions, succeeded, failed)',
    );
  });

  it('knows what is documented but absent from the library apart from the 74', () => {
    for (const name of ['configuration.getContextualOption', 'auth.getPureCloudToken']) {
      assert.equal(findMethod(name), undefined);
      assert.equal(isServiceName(name), false);
      assert.equal(findDocumentedMethod(name)?.evidence, 'doc');
    }
    assert.equal(documentedExtras.length, 2);
    assert.equal(findDocumentedMethod('agent.get'), findMethod('agent.get'));
    assert.equal(findDocumentedMethod('auth.constructor'), undefined);
  });

  it('marks all that changes something for a customer, and nothing that only reads or shows', () => {
    const harmless = catalogue.filter((method) => method.actsOnCustomer !== true).map(serviceName);
    const others = harmless.filter((service) => !/\.(get(?!Preview)|is[A-Z]|amIVisible)/.test(service));
    assert.deepEqual(others, [
      'interaction.selectCaseByCaseId',
      'interaction.blockMarkdone',
      'interaction.unblockMarkdone',
      'system.triggerActivity',
      'system.popupToast',
      'system.updateToast',
      'system.closeToast',
      'system.openDialog',
      'system.closeDialog',
      'system.updateViewInApplicationMenuBar',
      'system.closeViewInApplicationMenuBar',
      'messenger.broadcastMessage',
    ]);
    const reads = catalogue.filter(({ name }) => /^(get|is|am)/.test(name) && name !== 'getPreviewRecord');
    assert.deepEqual(
      reads.filter((method) => method.actsOnCustomer === true),
      [],
    );
  });

  it('knows no method of another name', () => {
    for (const name of ['registerWidget', 'service.registerWidget', 'interaction', 'constructor', '__proto__']) {
      assert.equal(findMethod(name), undefined);
    }
  });

  it('knows the 30 states of the reference and nothing of others', () => {
    assert.equal(interactionStateNames.length, 30);
    assert.equal(isInteractionState('TALKING'), true);
    assert.equal(isInteractionState('toString'), false);
    assert.equal(phaseOf('WRAP_UP'), 'unknown');
    assert.equal(phaseOf(7), 'unknown');
  });
});
