import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/ */
export const awsLoadBalancer: Server = {
  id: 'aws-load-balancer',
  name: 'AWS load balancer',
  side: 'network',
  recognise: naming(/^awselb\//),
  passUpgrade: [{ note: 'An Application Load Balancer passes the upgrade on by itself.' }],
  keepAlive: [
    {
      note: 'It ends what is silent for 60 s, unless told otherwise:',
      code: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn ARN --attributes Key=idle_timeout.timeout_seconds,Value=3600',
    },
  ],
};
