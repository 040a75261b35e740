"""The admin of this room: news topics."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

from news.models import NewsTopic
from sources.wagtail_hooks import RetirableViewSet


class NewsTopicViewSet(RetirableViewSet):
    model = NewsTopic
    icon = "tag"
    menu_label = _("News topics")
    list_display = ["name", "is_retired"]


register_snippet(NewsTopicViewSet)
