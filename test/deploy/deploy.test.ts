import { execFileSync } from 'node:child_process';

import { validate } from 'dockerfile-utils';
import { Deployment } from 'kubernetes-models/apps/v1';
import { Job } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, PersistentVolumeClaim, Service, ServiceAccount } from 'kubernetes-models/v1';

import { SETTINGS } from '../../src/config/schema';
import { at, listAt } from '../support/service-gateway';
import {
  deployPath,
  deployText,
  deployYaml,
  filesOf,
  FOLDERS,
  manifestsIn,
  manifestsOf,
  type Manifest,
} from './manifests';

/** Kubernetes' own schemas (1.32), by kind. */
const KINDS: Readonly<Record<string, new (data: never) => { validate(): void }>> = {
  ConfigMap,
  Deployment,
  Job,
  NetworkPolicy,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  Service,
  ServiceAccount,
};

const isSetting = (name: string): boolean => Object.hasOwn(SETTINGS.shape, name);
const SECRETS = ['DATABASE_URL', 'REDIS_URL', 'GATEWAY_KEY_PASSPHRASE', 'GATEWAY_KEY_NEXT_PASSPHRASE'];

const all = (): readonly Manifest[] => FOLDERS.flatMap(manifestsOf);
const workloads = (): readonly Manifest[] =>
  all().filter(({ kind }) => kind === 'Deployment' || kind === 'Job');
const podOf = (workload: Manifest): unknown => at(workload, 'spec', 'template', 'spec');

function find(kind: string, name = 'review-gateway'): Manifest {
  const found = all().find((one) => one.kind === kind && one.metadata.name === name);
  if (!found) throw new Error(`There is no ${kind} ${name}.`);
  return found;
}

const kubectl = ((): string | undefined => {
  try {
    execFileSync('kubectl', ['kustomize', '--help'], { stdio: 'ignore' });
    return 'kubectl';
  } catch {
    return undefined;
  }
})();

describe('the Kubernetes objects', () => {
  it('hold to the schemas of Kubernetes', () => {
    expect(all().length).toBeGreaterThan(8);
    for (const manifest of all()) {
      const Kind = KINDS[manifest.kind];
      if (!Kind) throw new Error(`There is no schema for ${manifest.kind}.`);
      expect(() => new Kind(manifest as never).validate()).not.toThrow();
    }
    const broken = { ...find('Deployment'), spec: { replicas: 'two' } };
    expect(() => new Deployment(broken as never).validate()).toThrow();
  });

  it.each(FOLDERS)('are all named by the kustomization of %s', (folder) => {
    expect(listAt(deployYaml('kubernetes', folder, 'kustomization.yaml'), 'resources')).toEqual(
      expect.arrayContaining([...filesOf(folder)]),
    );
  });

  (kubectl === undefined ? it.skip : it)(
    `render whole by kustomize${kubectl === undefined ? ' (skipped: no kubectl)' : ''}`,
    () => {
      for (const folder of FOLDERS) {
        const rendered = manifestsIn(
          execFileSync('kubectl', ['kustomize', deployPath('kubernetes', folder)], { encoding: 'utf8' }),
        );
        const names = (manifests: readonly Manifest[]): readonly string[] =>
          manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort();
        expect(names(rendered)).toEqual(names(manifestsOf(folder)));
        for (const manifest of rendered) expect(at(manifest, 'metadata', 'namespace')).toBe('review-gateway');
      }
    },
  );

  it('run without root, without privileges, on a root file system that is read only, within limits', () => {
    for (const workload of workloads()) {
      const pod = podOf(workload);
      expect(at(pod, 'automountServiceAccountToken')).toBe(false);
      expect(at(pod, 'securityContext')).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      for (const container of listAt(pod, 'containers')) {
        expect(at(container, 'securityContext')).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        for (const part of ['requests', 'limits'])
          for (const what of ['cpu', 'memory']) expect(at(container, 'resources', part, what)).toBeDefined();
        expect(at(container, 'image')).toMatch(/:\d/);
      }
    }
  });

  it('set what the gateway knows, with every secret by reference', () => {
    const settings = at(find('ConfigMap'), 'data') as Readonly<Record<string, string>>;
    expect(Object.keys(settings).filter((name) => !isSetting(name))).toEqual([]);
    expect(SECRETS.filter((name) => name in settings)).toEqual([]);
    for (const workload of workloads()) {
      for (const variable of listAt(podOf(workload), 'containers', 0, 'env')) {
        expect(isSetting(String(at(variable, 'name')))).toBe(true);
        expect(at(variable, 'value')).toBeUndefined();
        expect(at(variable, 'valueFrom', 'secretKeyRef', 'key')).toEqual(expect.any(String));
      }
    }
    expect(all().map(({ kind }) => kind)).not.toContain('Secret');
  });

  it('keep the gateway answering while replicas go and come', () => {
    const deployment = find('Deployment');
    expect(at(deployment, 'spec', 'replicas')).toBeGreaterThan(1);
    expect(at(deployment, 'spec', 'strategy', 'rollingUpdate', 'maxUnavailable')).toBe(0);
    expect(at(find('PodDisruptionBudget'), 'spec', 'minAvailable')).toBeGreaterThan(0);
    const container = at(podOf(deployment), 'containers', 0);
    const paused = Number(
      /(\d+)\)$/.exec(listAt(container, 'lifecycle', 'preStop', 'exec', 'command').join(' '))?.[1],
    );
    const drained = Number(at(find('ConfigMap'), 'data', 'GATEWAY_DRAIN_MS'));
    expect(Number(at(podOf(deployment), 'terminationGracePeriodSeconds')) * 1_000).toBeGreaterThan(
      paused + drained,
    );
    const selected = at(deployment, 'spec', 'template', 'metadata', 'labels');
    for (const [kind, ...path] of [
      ['Service', 'spec', 'selector'],
      ['PodDisruptionBudget', 'spec', 'selector', 'matchLabels'],
      ['NetworkPolicy', 'spec', 'podSelector', 'matchLabels'],
    ] as const)
      expect(at(find(kind), ...path)).toEqual(selected);
  });

  it('probe the port that the gateway listens on, and show metrics to monitoring alone', () => {
    const settings = find('ConfigMap');
    const ports = listAt(podOf(find('Deployment')), 'containers', 0, 'ports');
    const byName = Object.fromEntries(
      ports.map((port) => [at(port, 'name'), String(at(port, 'containerPort'))]),
    );
    expect(byName).toEqual({
      http: at(settings, 'data', 'PORT'),
      metrics: at(settings, 'data', 'GATEWAY_METRICS_PORT'),
    });
    const container = at(podOf(find('Deployment')), 'containers', 0);
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
      expect(at(container, probe, 'httpGet', 'port')).toBe('http');
    expect(JSON.stringify(at(find('Service'), 'spec', 'ports'))).not.toContain('metrics');
    expect(at(find('NetworkPolicy', 'nobody'), 'spec')).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
  });
});

describe('the image', () => {
  const text = deployText('Dockerfile');

  it('is a sound Dockerfile', () => {
    expect(validate(text)).toEqual([]);
    expect(validate('FRM node:22\n')).not.toEqual([]);
  });

  it('runs as a numbered account, without development packages and without secrets', () => {
    const last = text.slice(text.lastIndexOf('\nFROM '));
    expect(last).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
    expect(text).toContain('npm ci --omit=dev');
    expect(text).not.toMatch(/^(ARG|ENV) .*(PASS|SECRET|TOKEN_FILE|DATABASE_URL)/m);
    for (const [, name = ''] of last.matchAll(/(?:ENV|\s{4})\s*([A-Z_]+)=/g))
      expect(isSetting(name)).toBe(true);
    // What of the project the image is built from is listed, so that nothing else slips in.
    expect(deployText('Dockerfile.dockerignore').split('\n')[0]).toBe('*');
  });
});

describe('the compose file', () => {
  const services = at(deployYaml('compose', 'compose.yaml'), 'services');

  it('runs two gateways that are shut as in Kubernetes, and names every image by its version', () => {
    expect(at(services, 'gateway', 'deploy', 'replicas')).toBe(2);
    expect(at(services, 'gateway')).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      user: '10001:10001',
    });
    for (const name of ['gateway', 'postgres', 'redis']) expect(at(services, name, 'image')).toMatch(/:\d/);
  });

  it('sets what the gateway knows, and has no secret in it', () => {
    const environment = Object.keys(at(services, 'gateway', 'environment') as object);
    const example = deployText('compose', 'gateway.env.example');
    const named = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)];
    expect(named.length).toBeGreaterThan(3);
    for (const name of [...environment, ...named.map(([, one = '']) => one)])
      expect(isSetting(name)).toBe(true);
    for (const [, , value] of named) expect(value).toBe('');
    expect(JSON.stringify(services)).not.toMatch(/PASSWORD":|requirepass \w/);
  });
});
