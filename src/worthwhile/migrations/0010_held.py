"""Who else holds a record, so that an import can be taken back without what other files told too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('worthwhile', '0009_slates_by_day'),
    ]

    operations = [
        migrations.CreateModel(
            name='Held',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=12)),
                ('row', models.BigIntegerField()),
                ('same', models.BooleanField(default=True)),
                ('origin', models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name='+', to='worthwhile.origin')),
                ('run', models.ForeignKey(db_index=False, on_delete=models.CASCADE, related_name='+', to='worthwhile.importrun')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('what', 'row', 'origin'), name='held_once')],
            },
        ),
    ]
