import { isSafeAddress } from '../../src/domain/safe-address';

describe('an address that personal data may be sent to', () => {
  it.each([
    'https://records.example.nhs.uk/graphql',
    'http://127.0.0.1:4201/graphql',
    'http://127.1/graphql',
    'http://127.8.9.10/graphql',
    'http://[::1]:4201/graphql',
    'http://LOCALHOST/graphql',
  ])('may be %s', (address) => {
    expect(isSafeAddress(new URL(address))).toBe(true);
  });

  it.each([
    'http://records.example.nhs.uk/graphql',
    'http://10.0.0.1/graphql',
    'http://127.0.0.1.example.com/graphql',
    'http://localhost.example.com/graphql',
    'http://0.0.0.0/graphql',
    'http://[::ffff:10.0.0.1]/graphql',
    'ftp://127.0.0.1/graphql',
    'file:///graphql',
  ])('may not be %s, where others can read along', (address) => {
    expect(isSafeAddress(new URL(address))).toBe(false);
  });
});
