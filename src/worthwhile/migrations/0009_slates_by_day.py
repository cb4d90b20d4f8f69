"""The lists of a few days stand beside each other. What is kept of today's is worked out anew, so that nothing is carried over."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('worthwhile', '0008_story_indexes'),
    ]

    operations = [
        migrations.DeleteModel(name='Slate'),
        migrations.CreateModel(
            name='Slate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.CharField(max_length=10)),
                ('position', models.IntegerField()),
                ('proposal', models.JSONField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'position'), name='one_act_of_a_number')],
            },
        ),
    ]
