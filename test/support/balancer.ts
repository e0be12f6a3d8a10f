import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A plain TCP balancer on loopback: each connection goes to the next target, whole, and no request is looked at. */
export interface Balancer {
  readonly url: string;
  /** Sends new connections to these alone; those that are open stay. */
  use(targets: readonly string[]): void;
  close(): Promise<void>;
}

/** @param targets URLs on loopback */
export async function startBalancer(targets: readonly string[]): Promise<Balancer> {
  let used = targets;
  let turn = 0;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  const server = createServer((client) => {
    const { hostname, port } = new URL(used[turn++ % used.length] ?? 'http://127.0.0.1:9');
    const upstream = keep(connect(Number(port), hostname));
    keep(client).pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    use(some) {
      used = some;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
