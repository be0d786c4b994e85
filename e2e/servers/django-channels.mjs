// @ts-check
import { indent, startPython } from './python.mjs';

/** @param {{ wrapping?: string, accepting?: string }} [parts] */
const start = ({ wrapping = 'application', accepting = 'await self.accept()' } = {}) =>
  startPython(
    (port) => `
from django.conf import settings
settings.configure(SECRET_KEY="test", ALLOWED_HOSTS=["127.0.0.1"], INSTALLED_APPS=[], ROOT_URLCONF=__name__)
import django
django.setup()
from django.core.asgi import get_asgi_application
urlpatterns = []
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter
from channels.security.websocket import AllowedHostsOriginValidator, OriginValidator
class Echo(AsyncWebsocketConsumer):
    async def connect(self):
${indent(accepting, 2)}
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data, bytes_data=bytes_data)
application = Echo.as_asgi()
application = ProtocolTypeRouter({"http": get_asgi_application(), "websocket": ${wrapping}})
from daphne.server import Server
Server(application, endpoints=["tcp:port=${port}:interface=127.0.0.1"], signal_handlers=True).run()
`,
  );

/** @type {import('./set-up.d.ts').SetUp[]} */
export const djangoChannels = [
  {
    id: 'django-channels',
    name: 'Django Channels under Daphne, `accept()`',
    software: 'django-channels',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => start(),
    fix: { purpose: 'selectSubprotocol', start: (accepting) => start({ accepting }) },
  },
  {
    id: 'django-channels-origin',
    name: 'Django Channels, `OriginValidator` for another origin',
    software: 'django-channels',
    offer: [],
    cause: {
      chromium: ['origin-rejected', 'status-forbidden'],
      firefox: ['origin-rejected', 'status-forbidden'],
      named: /refuse it for its origin/,
    },
    start: () => start({ wrapping: 'OriginValidator(application, ["https://game.example"])' }),
    fix: { purpose: 'allowOrigin', start: (wrapping) => start({ wrapping }) },
  },
];
