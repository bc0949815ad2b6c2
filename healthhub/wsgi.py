"""What the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "healthhub.settings")
os.environ.setdefault("HEALTHHUB_PROCESS", "web")  # under whatever server
application = get_wsgi_application()
