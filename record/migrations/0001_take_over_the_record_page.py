import core.blocks
import django.db.models.deletion
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.db import migrations, models

from compat.moved_models import move_content_type


class Migration(migrations.Migration):
    """`RecordPage` comes from `stats`, with its table, its rows and its history."""

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('stats', '0005_move_the_record_page'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='RecordPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                        ('lede', models.TextField(blank=True, help_text='One or two sentences shown under the title.', max_length=400, verbose_name='introduction')),
                        ('last_reviewed_date', models.DateField(blank=True, help_text='The day somebody last checked this page against its sources.', null=True, verbose_name='last reviewed')),
                        ('is_address_fixed', models.BooleanField(default=False, editable=False)),
                        ('body', wagtail.fields.StreamField([('section', 2), ('items', 9)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 1: ('core.blocks.ProseBlock', (), {'label': 'Text'}), 2: ('wagtail.blocks.StructBlock', [[('heading', 0), ('text', 1)]], {}), 3: ('core.blocks.ProseBlock', (), {'label': 'Introduction', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 120}), 5: ('wagtail.blocks.TextBlock', (), {'label': 'Text'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'A page of this site, such as /regions/.', 'label': 'Link', 'required': False, 'validators': [core.blocks.check_local_path]}), 7: ('wagtail.blocks.StructBlock', [[('title', 4), ('text', 5), ('link', 6)]], {}), 8: ('wagtail.blocks.ListBlock', (7,), {'label': 'Rows', 'min_num': 1}), 9: ('wagtail.blocks.StructBlock', [[('heading', 0), ('intro', 3), ('items', 8)]], {})})),
                    ],
                    options={
                        'db_table': 'stats_recordpage',
                    },
                    bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
                ),
            ],
        ),
        move_content_type('recordpage', from_app='stats', to_app='record'),
    ]
