import { expect, test } from 'vitest';
import { authorizationOf } from '../../../integrations/syndication/protocols/oauth1.ts';

/** The example that X's own guide to signing works out. */
test('a request is signed as X’s guide signs it', () => {
  const url = new URL('https://api.twitter.com/1.1/statuses/update.json');
  url.searchParams.set('include_entities', 'true');
  url.searchParams.set('status', 'Hello Ladies + Gentlemen, a signed OAuth request!');
  const keys = {
    apiKey: 'xvz1evFS4wEEPTGEFPHBog',
    apiSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
    accessToken: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
    accessSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
  };
  const moment = { seconds: 1_318_622_958, nonce: 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg' };
  expect(authorizationOf({ method: 'POST', url: url.href }, keys, moment)).toContain(
    'oauth_signature="hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D"',
  );
});
