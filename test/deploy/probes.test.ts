import { freePort } from '../support/free-port';
import { startGatewayProcess } from '../support/gateway-process';
import { at, startServiceGateway } from '../support/service-gateway';
import { manifestsOf } from './manifests';

// Several processes on a busy machine.
jest.setTimeout(400_000);

const find = (kind: string): unknown => manifestsOf('base').find((one) => one.kind === kind);

describe('a gateway with the settings that Kubernetes gives it', () => {
  it('starts, answers every probe, shows its metrics where they are scraped, and stops when it is told to', async () => {
    // Makes a database and an issuer; what is special to this machine takes the place of what an overlay names.
    const service = await startServiceGateway();
    const metricsPort = String(await freePort());
    const gateway = await startGatewayProcess({
      ...(at(find('ConfigMap'), 'data') as Readonly<Record<string, string>>),
      ...Object.fromEntries(
        Object.entries(service.environment).filter(([name]) => /DATABASE|KEY_|TOKEN_|^PORT$/.test(name)),
      ),
      GATEWAY_HOST: '127.0.0.1',
      GATEWAY_METRICS_HOST: '127.0.0.1',
      GATEWAY_METRICS_PORT: metricsPort,
    });
    const container = at(find('Deployment'), 'spec', 'template', 'spec', 'containers', 0);
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      const path = String(at(container, probe, 'httpGet', 'path'));
      const { status } = await fetch(new URL(path, gateway.url));
      expect({ probe, status }).toEqual({ probe, status: 200 });
    }
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    expect(metrics).toContain('gateway_operations_total');
    expect(await gateway.end('SIGTERM')).toBe(0);
    await service.close();
  });
});
