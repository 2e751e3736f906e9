import assert from 'node:assert/strict';
import { catalogue, serviceName } from '../../../src/api/catalogue';
import { serviceChildren, serviceTooltip, serviceView } from '../../../src/presentation/services/serviceTree';
import { markdownText } from '../../../src/presentation/text/tooltip';
import { TestPage } from './pages';

const services = () => serviceChildren().flatMap((namespace) => serviceChildren(namespace));

function accept() {
  const node = services().find(({ id }) => id === 'interaction.accept');
  assert.ok(node);
  return node;
}

function pageThatMay(...allowed: string[]): TestPage {
  const page = new TestPage();
  page.desk.apply({ kind: 'desk', seq: 1, time: 0, services: allowed });
  return page;
}

describe('the services', () => {
  it('are all methods of the catalogue, once, by namespace', () => {
    assert.deepEqual(
      services().map(({ id }) => id),
      catalogue.map(serviceName),
    );
    assert.deepEqual(serviceView({ kind: 'namespace', id: 'interaction' }, []).description, '15 methods');
  });

  it('are greyed out, and say why, where system.getAllowedServices does not list them', () => {
    const { greyed, description } = serviceView(accept(), [pageThatMay('agent.*')]);
    assert.equal(greyed, true);
    assert.match(description ?? '', /not allowed/);
    assert.match(markdownText(serviceTooltip(accept(), [pageThatMay('agent.*')])), /administrator does not allow it/);
  });

  it('are not, while no page says so, or where one page may call them', () => {
    for (const pages of [[], [new TestPage()], [pageThatMay('agent.*'), pageThatMay('interaction.accept')]]) {
      assert.deepEqual(
        [serviceView(accept(), pages).greyed, serviceView(accept(), pages).description],
        [false, 'Accept'],
      );
    }
  });
});
