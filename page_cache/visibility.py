"""
Which models visitors can see, and which only editors and the site use.

Every model is listed here, ours and libraries' alike. A test fails for one that is not;
until somebody decides, it counts as visible, so that no page can go stale.
"""

from typing import Any

from django.db.models import Model

VISIBLE = {
    "agencies.agencyindexpage",
    "agencies.agencypage",
    "faq.faqindexpage",
    "faq.questiongroup",
    "faq.questionpage",
    "news.correction",
    "news.newsindexpage",
    "news.newspage",
    "news.newspage_topics",
    "news.newstopic",
    "pages.helppage",
    "pages.homepage",
    "pages.standardpage",
    "pages.threatindexpage",
    "pages.threatpage",
    "record.recordpage",
    "regions.contactchannel",
    "regions.directorypage",
    "regions.jurisdiction",
    "regions.nationalline",
    "regions.office",
    "regions.officecoverage",
    "regions.region",
    "regions.regioncoverage",
    "site_details.sitedetails",
    "sources.changenote",
    "sources.citation",
    "sources.creditedimage",
    "sources.disagreement",
    "sources.position",
    "sources.source",
    "stats.observation",
    "stats.program",
    "stats.statistic",
    "taggit.tag",
    "taggit.taggeditem",
    "timeline.milestone",
    "timeline.timelinepage",
    "wagtailcore.collection",
    "wagtailcore.collectionviewrestriction",
    "wagtailcore.collectionviewrestriction_groups",
    "wagtailcore.locale",
    "wagtailcore.page",
    "wagtailcore.pageviewrestriction",
    "wagtailcore.pageviewrestriction_groups",
    "wagtailcore.site",
    "wagtaildocs.document",
    "wagtailimages.image",
    "wagtailredirects.redirect",
}
INVISIBLE = {
    "account.emailaddress",
    "account.emailconfirmation",
    "accounts.attempt",
    "auth.group",
    "auth.group_permissions",
    "auth.permission",
    "auth.user",
    "auth.user_groups",
    "auth.user_user_permissions",
    "contenttypes.contenttype",
    "imports.importbatch",
    "mfa.authenticator",
    "pages.brokenlink",
    "pages.linkcheck",
    "pages.seedentry",
    "publishing.seal",
    "sessions.session",
    # Made while a page is rendered; they follow from the image.
    "sources.creditedrendition",
    "wagtailadmin.admin",
    "wagtailadmin.editingsession",
    "wagtailadmin.formstate",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.groupapprovaltask",
    "wagtailcore.groupapprovaltask_groups",
    "wagtailcore.groupcollectionpermission",
    "wagtailcore.grouppagepermission",
    "wagtailcore.groupsitepermission",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.task",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflow",
    "wagtailcore.workflowcontenttype",
    "wagtailcore.workflowpage",
    "wagtailcore.workflowstate",
    "wagtailcore.workflowtask",
    "wagtailimages.rendition",
    "wagtailsearch.indexentry",
    "wagtailsearch.sqliteftsindexentry",
    "wagtailusers.userprofile",
}
# What saving a draft writes into the record itself.
DRAFT_FIELDS = {
    "draft_title",
    "go_live_at",
    "expire_at",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}


def is_visible(model: type[Model], update_fields: Any = None) -> bool:
    """Return whether saving this could change what a visitor sees."""
    if model._meta.label_lower in INVISIBLE:
        return False
    return not update_fields or not set(update_fields) <= DRAFT_FIELDS
